-- confirm-cleanup: only while this deletion waits for the service administrator's confirmation, and nothing blocks it.
-- keep: only for a deletion; on any other object it would be a change of spec, which belongs in Git.
local deleting = obj.metadata.deletionTimestamp ~= nil
local waits = { CleanupPending = true, CleanupNotVerifiable = true, ImpactNotConfirmed = true }

local reason = nil
local blocked = false
if obj.status ~= nil and obj.status.observedGeneration == obj.metadata.generation then
  for _, condition in ipairs(obj.status.conditions or {}) do
    if condition.type == "Ready" and condition.status ~= "True" then
      reason = condition.reason
    end
  end
  for _, thing in ipairs((obj.status.cleanup or {}).remaining or {}) do
    blocked = blocked or thing.effect == "Blocks"
  end
end

local actions = {}
actions["reconcile"] = { disabled = false }
actions["confirm-cleanup"] = { disabled = not (deleting and waits[reason] and not blocked) }
actions["keep"] = { disabled = not deleting or obj.spec.deletionPolicy == "Retain" }
return actions
