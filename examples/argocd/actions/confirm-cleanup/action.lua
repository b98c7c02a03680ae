-- The service administrator's word that the service is cleaned up, for this object and this deletion alone: it can pass for
-- no other life and no later deletion. It has no tracking label, so no application owns or prunes it.
if obj.metadata.deletionTimestamp == nil then
  error(obj.metadata.name .. " is not being deleted; a cleanup is confirmed for a deletion only")
end
local confirmation = {
  apiVersion = obj.apiVersion,
  kind = "ServiceConfirmation",
  metadata = { name = obj.metadata.name },
  spec = {
    cleanedUp = { accessUid = obj.metadata.uid, deletionTimestamp = obj.metadata.deletionTimestamp },
  },
}
return { { operation = "create", resource = confirmation } }
