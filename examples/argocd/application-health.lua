-- An Application is as healthy as Argo CD found it to be. Without this no wave of applications waits for the one before.
local hs = { status = "Progressing", message = "" }
if obj.status ~= nil and obj.status.health ~= nil then
  hs.status = obj.status.health.status or hs.status
  hs.message = obj.status.health.message or hs.message
end
return hs
