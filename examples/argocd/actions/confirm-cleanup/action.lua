-- The service administrator's confirmation that the service is cleaned up. It counts for this object and this deletion alone,
-- not for a later object or deletion. It has no tracking label, so no application owns or prunes it.
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
