-- wrk: exchanges Matrix tokens of different people.   wrk … -s exchange.lua URL -- PEOPLE
local people, at = 1000, 0
local kind = "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"
local grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&client_id=ma_official_wallet&scope=user%3Aread"
function init(args)
  people = tonumber(args[1])
end
function request()
  at = (at + 1) % people
  local body = grant .. kind .. "&subject_token=mat_user" .. at
  return wrk.format("POST", "/oauth2/token", { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("rate %.1f\np95_ms %.3f\nrefused %d\nerrors %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(95) / 1e3, e.status, e.connect + e.read + e.write + e.timeout))
end
