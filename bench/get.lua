-- wrk: reads with the tokens in turn.   wrk … -s get.lua URL/path -- TOKENS_FILE
local tokens, requests_of, at = {}, {}, 0
function init(args)
  if args[1] then
    for line in io.lines(args[1]) do tokens[#tokens + 1] = wrk.format("GET", nil, { ["Authorization"] = "Bearer " .. line }) end
  else
    tokens[1] = wrk.format("GET")
  end
end
function request()
  at = at % #tokens + 1
  return tokens[at]
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("rate %.1f\np99_ms %.3f\nrefused %d\nerrors %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(99) / 1e3, e.status, e.connect + e.read + e.write + e.timeout))
end
