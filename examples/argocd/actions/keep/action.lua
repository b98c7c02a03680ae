-- Calls the deletion back at AWS: the object is deleted, access stays enabled.
obj.spec.deletionPolicy = "Retain"
return obj
