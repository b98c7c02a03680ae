-- An Application has the health that Argo CD computed for it. Without this, no wave of applications waits for the previous one.
local hs = { status = "Progressing", message = "" }
if obj.status ~= nil and obj.status.health ~= nil then
  hs.status = obj.status.health.status or hs.status
  hs.message = obj.status.health.message or hs.message
end
return hs
