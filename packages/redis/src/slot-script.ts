/**
 * The budget of one key, as a script that Redis runs atomically: takes the report of one process, and returns its grant.
 *
 * A slot of the limit is *held* by a process from when it is granted until the process reports the outcome of the request. Then it
 * *cools*: it is free one window after the response, minus the shortest round trip (`docs/rate-limit.md` has the argument). A
 * cooling slot may be granted before it is free; the reply says how long to wait. Reports are either absolute (slots held, slots
 * wanted) or delay a slot if they are repeated, so a failed call is simply followed by the next one.
 */
export const SLOT_SCRIPT: string = `
local key, me, seq, acked = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local limit, window, floor = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local held, want = tonumber(ARGV[7]), tonumber(ARGV[8])
local pause, refused = tonumber(ARGV[9]), ARGV[10] == '1'
local known, since, lease = ARGV[11] == '1', tonumber(ARGV[12]), tonumber(ARGV[13])
local rejoining, sharers = tonumber(ARGV[14]), tonumber(ARGV[15])

local time = redis.call('TIME')
local clock = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local stored = redis.call('GET', key)
local state
if stored then
  local readable, unpacked = pcall(cmsgpack.unpack, stored)
  if not readable or type(unpacked) ~= 'table' or unpacked.version ~= 1 then
    return redis.error_reply('COPILOT ' .. key .. ' has an unexpected value')
  end
  state = unpacked
else
  state = { version = 1, offset = 0, last = clock, open = clock, paused = clock, cooling = {}, processes = {} }
  -- Slots granted before a restart may be used within a window, and cool for another one.
  local told, info = pcall(redis.call, 'INFO', 'server')
  local uptime = told and type(info) == 'string' and tonumber(string.match(info, 'uptime_in_seconds:(%d+)'))
  if uptime then state.open = math.max(clock, clock - uptime * 1000 + 2 * window) end
end

-- How long to wait for the process that is next.
local grace = window / 50
local processes, cooling = state.processes, state.cooling
local mine = processes[me] or { seq = 0, served = 0, pending = {} }
if seq <= mine.seq then return redis.error_reply('COPILOT the call is out of date') end

-- Time follows the clock of Redis, without its jumps. A jump ahead is detected by the time that the caller measured since its
-- last call; for a new caller, by the silence of others that should have called.
local now = clock + state.offset
if mine.seen and acked == mine.seq then
  if now - mine.seen > since + 500 then now = mine.seen + since end
else
  local silence = now - state.last
  for id, process in pairs(processes) do
    local waits, holds = process.want > 0, process.held > 0
    if id ~= me and (waits and silence > window or holds and silence > lease) then now = state.last end
  end
end
now = math.max(now, state.last)
state.offset, state.last = now - clock, now

-- After a flush, a restart or a failover, Redis has lost data, so others may have slots that it does not know of.
-- A process that continued without Redis has returned those that it had.
if known and rejoining == 0 and mine.seq < acked then state.open = math.max(state.open, now + 2 * window) end
-- Others may start at the same moment as the first process, so nobody gets all slots immediately.
state.all_from = state.all_from or state.open + grace

local function cool(answered, its_floor)
  if answered + window + 1000 < now then return end
  local at = #cooling + 1
  while at > 1 and cooling[at - 1][1] > answered do at = at - 1 end
  table.insert(cooling, at, { answered, its_floor })
end

-- A process without calls for a long time has ended. Its requests have arrived by now.
for id, process in pairs(processes) do
  if id ~= me and now - process.seen > process.lease then
    for _ = 1, process.held do cool(process.seen + process.lease, 0) end
    processes[id] = nil
  end
end

-- The last reply was lost, and with it the slots that it granted: they are restored.
local heard = acked == mine.seq
if not heard then
  for _, slot in ipairs(mine.pending) do cool(slot[1], slot[2]) end
end
for index = 16, #ARGV, 2 do cool(now - tonumber(ARGV[index]), tonumber(ARGV[index + 1])) end

mine.seq, mine.seen, mine.lease, mine.held, mine.want = seq, now, lease, held, want
mine.limit, mine.window, mine.pending = limit, window, {}
processes[me] = mine

-- If policies differ, the strictest applies.
for _, process in pairs(processes) do
  limit, window = math.min(limit, process.limit), math.max(window, process.window)
end

if pause > 0 then state.paused = math.max(state.paused, now + pause) end
-- A 429 means that an unknown process uses the key as well: less is sent for ten windows, then gradually more.
if refused and now >= (state.event or 0) then
  local before = math.min(state.cut or limit, limit)
  state.cut = math.max(1, math.min(before - 1, math.floor(before * 0.85)))
  state.step, state.event, state.grow = 1, now + math.max(pause, window), now + pause + 10 * window
end
while state.cut and now >= state.grow do
  state.cut, state.step, state.grow = state.cut + state.step, state.step * 2, state.grow + window
  if state.cut >= limit then state.cut = nil end
end
limit = math.min(limit, state.cut or limit)

-- Processes that could not use Redis continued alone, each with its share of the limit. One that uses it again returns its share;
-- the shares of the others are reserved until they have returned too, or had time to. A process has returned when it has
-- received a reply: a report sent while Redis was frozen may be read long after the process continued alone.
local is_whole = now >= (state.rejoin_until or 0)
if rejoining > 0 and is_whole then
  state.rejoin_until, state.parts, is_whole = now + rejoining, 0, false
  for _, process in pairs(processes) do process.back, process.answered = nil, nil end
end
mine.back = mine.back or heard and mine.answered
mine.answered = true
local all, back, active = 0, 0, 0
for _, process in pairs(processes) do
  all = all + 1
  if process.back then back = back + 1 end
  if process.want > 0 or process.held > 0 or now - process.seen < window then active = active + 1 end
end
local whole = limit
if not is_whole then
  state.parts = math.max(state.parts, all, sharers)
  limit = math.floor(limit * back / state.parts)
  if back > 0 then limit = math.max(1, limit) end
end

local old = 0
while cooling[old + 1] and cooling[old + 1][1] + window + grace <= now do old = old + 1 end

local room = limit - (#cooling - old)
local others, least = {}, nil
for id, process in pairs(processes) do
  -- Requests of the others are covered by their shares.
  if is_whole or process.back then room = room - process.held end
  if id ~= me and process.want > 0 and now - process.seen < window then
    others[#others + 1] = { served = process.served, want = process.want }
    least = math.min(least or process.served, process.served)
  end
end
local free = math.max(room, 0)

-- The process that was served least is next. Nobody is ahead or behind by more than a window.
local served = mine.served
if least then served = math.max(least - limit, math.min(least + limit, served)) end
local function goes_before(at)
  if at + grace <= now then return nil end
  local best
  for _, other in ipairs(others) do
    if other.want > 0 and other.served < (best and best.served or served) then best = other end
  end
  return best
end

local open = math.max(state.open, state.paused)
local part = limit
if now < state.all_from then part = math.max(0, math.ceil(limit / 4) - held) end
local delays, taken, chance = {}, {}, -1
-- If more slots are taken than the limit allows, the first slots to become free compensate for it.
local index = old + math.max(-room, 0)
while want > 0 do
  local at, slot
  if room > 0 and #delays >= part then
    chance = math.ceil((state.all_from - now) * 1000)
    break
  elseif room > 0 then
    room, at = room - 1, now - grace
  else
    index = index + 1
    slot = cooling[index]
    if not slot then break end
    at = slot[1] + window - math.min(slot[2], floor)
  end
  at = math.max(at, open)
  local other = goes_before(at)
  if other then
    other.served, other.want = other.served + 1, other.want - 1
    local late = math.ceil((math.max(at, now) + grace - now) * 1000)
    if chance < 0 or late < chance then chance = late end
  else
    want, served = want - 1, served + 1
    delays[#delays + 1] = math.max(0, math.ceil((at - now) * 1000))
    if slot then
      taken[index] = true
      mine.pending[#mine.pending + 1] = slot
    end
  end
end

mine.held, mine.want, mine.served = held + #delays, want, served
local left = {}
for position = old + 1, #cooling do
  if not taken[position] then left[#left + 1] = cooling[position] end
end
state.cooling = left

-- It gets its slots with the next call, which confirms that it has received this reply.
if not is_whole and not mine.back and want > 0 then chance = 1000 end

local paused = math.max(0, math.ceil(state.paused - now))
redis.call('SET', key, cmsgpack.pack(state), 'PX', math.ceil(2 * (lease + window) + paused))
return { 2, whole, #left, math.max(0, free - #delays), paused, chance, active, unpack(delays) }
`;
