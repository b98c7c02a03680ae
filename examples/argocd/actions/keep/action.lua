-- Calls the deletion back as far as AWS goes: the object goes, access stays on.
obj.spec.deletionPolicy = "Retain"
return obj
