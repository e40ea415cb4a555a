/**
 * Health of an Application within another one, in Lua. Argo CD has none of its own since 1.8, so a sync wave of Applications
 * would wait for nothing. It is Progressing until Argo CD has compared what the Application now says (otherwise a wave would
 * pass on the health from before the change), while an operation runs or is asked for (which includes hooks after the
 * sync), and while nothing is known. It is Degraded when the last operation failed. Otherwise it is what its objects are.
 */
export const applicationHealth = `-- Whether what was compared holds all that is written. Argo CD leaves out what is empty.
local function holds(compared, written)
  if written == nil then
    return true
  end
  if type(written) ~= 'table' then
    return compared == written or (compared == nil and (written == '' or written == false or written == 0))
  end
  for key, value in pairs(written) do
    local other = nil
    if type(compared) == 'table' then
      other = compared[key]
    end
    if not holds(other, value) then
      return false
    end
  end
  return true
end

local health = { status = 'Progressing', message = 'waiting to be compared' }
local status = obj.status
if status == nil or status.sync == nil or status.sync.status == nil or status.sync.status == 'Unknown' then
  return health
end
local compared = status.sync.comparedTo or {}
if not holds(compared.source, obj.spec.source) or not holds(compared.sources, obj.spec.sources) then
  return health
end
if obj.operation ~= nil then
  health.message = 'waiting for the sync to begin'
  return health
end
local operation = status.operationState
if operation ~= nil then
  if operation.phase == 'Running' or operation.phase == 'Terminating' then
    health.message = operation.message
    return health
  end
  if operation.phase == 'Failed' or operation.phase == 'Error' then
    health.status = 'Degraded'
    health.message = operation.message
    return health
  end
end
if status.health == nil or status.health.status == nil or status.health.status == 'Unknown' then
  health.message = 'waiting for the health of its objects'
  return health
end
health.status = status.health.status
health.message = status.health.message
return health
`;
