-- Sends the requests of a file in turn: a line is a bearer token, a tab, and the JSON body. Prints one line of JSON.

local requests, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local token, body = line:match('^(%S+)\t(.*)$')
    local headers = {
      ['Content-Type'] = 'application/json',
      ['Accept'] = 'application/json',
      ['Authorization'] = 'Bearer ' .. token,
    }
    requests[#requests + 1] = wrk.format('POST', nil, headers, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"failures":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
