-- For TrustedServiceAccess and OrganizationConnection. Both follow kstatus: status.observedGeneration, Ready,
-- and Stalled and Reconciling only while True. So this agrees with Flux and `kubectl wait`.
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

-- What a deletion waits for. A version that does not know this field shows "Pending deletion" for every deletion.
if obj.metadata.deletionTimestamp ~= nil then
  hs.deletionMessage = hs.message
end
return hs
