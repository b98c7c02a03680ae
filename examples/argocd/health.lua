-- For TrustedServiceAccess and OrganizationConnection. Both follow kstatus: status.observedGeneration, Ready,
-- and Stalled and Reconciling only while True. So this answers as Flux and `kubectl wait` do.
local hs = { status = "Progressing", message = "Waiting for the operator" }
local conditions = {}
if obj.status ~= nil and obj.status.observedGeneration == obj.metadata.generation then
  for _, condition in ipairs(obj.status.conditions or {}) do
    conditions[condition.type] = condition
  end
end

local ready = conditions["Ready"]
local stalled = conditions["Stalled"]
if ready ~= nil then
  hs.message = ready.reason .. ": " .. ready.message
end
if stalled ~= nil and stalled.status == "True" then
  hs.status = "Degraded"
  hs.message = stalled.reason .. ": " .. stalled.message
elseif ready ~= nil and ready.status == "True" then
  hs.status = "Healthy"
end

-- What a deletion waits for. An engine that does not know the field says "Pending deletion" for any that goes on.
if obj.metadata.deletionTimestamp ~= nil then
  hs.deletionMessage = hs.message
end
return hs
