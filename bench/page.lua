-- wrk: one page, as a browser that is signed in.   wrk … -s page.lua URL/path -- [COOKIE]
local one
function init(args)
  local headers = { ["Accept"] = "text/html" }
  if args[1] then headers["Cookie"] = args[1] end
  one = wrk.format("GET", nil, headers)
end
function request()
  return one
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("rate %.1f\np95_ms %.3f\nrefused %d\nerrors %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(95) / 1e3, e.status, e.connect + e.read + e.write + e.timeout))
end
