-- What readers ask for, in turn: the first page, people by their ids, searches. For wrk.
local ids, names, token = {}, {}, os.getenv("LOAD_TOKEN")
for line in io.lines(os.getenv("LOAD_IDS")) do ids[#ids + 1] = line end
for line in io.lines(os.getenv("LOAD_NAMES")) do names[#names + 1] = line end
local headers = { ["authorization"] = "Bearer " .. token, ["content-type"] = "application/json" }
local turn = 0
local refused = {}

function setup(thread) refused[#refused + 1] = thread end

function init() math.randomseed(1); others = 0 end

function request()
  turn = turn + 1
  local kind = turn % 10
  if kind == 0 then return wrk.format("GET", "/api/overview", headers) end
  if kind < 8 then return wrk.format("GET", "/api/entities/" .. ids[math.random(#ids)], headers) end
  return wrk.format("POST", "/api/search", headers, '{"text":"' .. names[math.random(#names)] .. '"}')
end

function response(status) if status ~= 200 then others = others + 1 end end

function done(summary, latency)
  local others = 0
  for _, thread in ipairs(refused) do others = others + thread:get("others") end
  local e = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"worst":%f,"notOk":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, others, e.connect, e.read, e.write, e.timeout))
end
