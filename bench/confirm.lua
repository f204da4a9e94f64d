-- wrk: confirms prepared transfers, each once.   wrk … -s confirm.lua URL -- TOKENS_FILE CONFIRM_FILE THREADS
local counter, lines, tokens, threads, at = 0, {}, {}, 1, 0
function setup(thread)
  thread:set("thread_id", counter)
  counter = counter + 1
end
function init(args)
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  threads = tonumber(args[3])
  local n = 0
  for line in io.lines(args[2]) do
    if n % threads == thread_id then lines[#lines + 1] = line end
    n = n + 1
  end
end
function request()
  at = at + 1
  local line = lines[at]
  if not line then
    -- Out of prepared transfers: the run was too long, and what follows is refused and shows as such.
    return wrk.format("GET", "/out-of-transfers")
  end
  local path, token, body = line:match("^(.-)\t(.-)\t(.*)$")
  return wrk.format("POST", path, { ["Authorization"] = "Bearer " .. tokens[tonumber(token)], ["Content-Type"] = "application/json" }, body)
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("rate %.1f\np99_ms %.3f\nrefused %d\nerrors %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(99) / 1e3, e.status, e.connect + e.read + e.write + e.timeout))
end
