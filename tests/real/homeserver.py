#!/usr/bin/env python3
"""A homeserver that says yes, for load: as much of the Client-Server API as tmcpd uses, in memory, fast.

  homeserver.py PORT SERVER_NAME [ROOM]

The Matrix token `syt_NAME` is @NAME's. Everybody exists. Like a real one it knows a transaction id again and shows such an
event once. `GET /shown` answers what rooms have seen: [room, type, content] of each event.
"""
import asyncio
import json
import sys
from urllib.parse import parse_qs, unquote, urlsplit

CLIENT = "/_matrix/client/v3/"


class Homeserver:
    def __init__(self, name, room):
        self.name = name
        self.members = {room: set()}
        self.events = {}        # (sender, room, type, transaction id) -> (event id, content)
        self.rooms_made = 0

    def answer(self, method, path, query, token, body):
        if path == "/shown":
            return 200, [[room, kind, content] for (_, room, kind, _), (_, content) in self.events.items()]
        if path == "/_matrix/client/versions":
            return 200, {"versions": ["v1.15"]}
        if path.endswith("/ping"):
            return 200, {"duration_ms": 1}
        if path.endswith("/mutual_rooms"):
            return 200, {"joined": []}
        if not path.startswith(CLIENT):
            return 404, {"errcode": "M_UNRECOGNIZED", "error": path}
        acting = query.get("user_id", [f"@_tmcp:{self.name}"])[0]
        return self.client(method, [unquote(part) for part in path[len(CLIENT):].split("/")], acting, token, body)

    def client(self, method, parts, acting, token, body):
        match method, parts:
            case "GET", ["account", "whoami"] if token.startswith("syt_"):
                return 200, {"user_id": f"@{token[4:]}:{self.name}"}
            case "GET", ["account", "whoami"]:
                return 401, {"errcode": "M_UNKNOWN_TOKEN", "error": ""}
            case "POST", ["register"]:
                return 200, {"user_id": f"@{body['username']}:{self.name}"}
            case "POST", ["createRoom"]:
                self.rooms_made += 1
                room = f"!direct{self.rooms_made}:{self.name}"
                self.members[room] = {acting}
                return 200, {"room_id": room}
            case "POST", ["rooms", room, "join"]:
                self.members.setdefault(room, set()).add(acting)
                return 200, {"room_id": room}
            case "GET", ["rooms", room, "joined_members"]:
                return 200, {"joined": {member: {} for member in self.members.get(room, ())}}
            case "PUT", ["rooms", room, "send", kind, transaction]:
                key = (acting, room, kind, transaction)
                event, _ = self.events.setdefault(key, (f"${len(self.events)}", body))
                return 200, {"event_id": event}
            case "PUT", ["members", room]:
                self.members[room] = set(body)
                return 200, {}
            case "GET", ["rooms", *_]:
                return 404, {"errcode": "M_NOT_FOUND", "error": ""}
        return 200, {}


class Connection(asyncio.Protocol):
    """Reads requests one after the other, each with a Content-Length or without a body."""

    def __init__(self, homeserver):
        self.homeserver = homeserver
        self.unread = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.unread += data
        while True:
            head, end, rest = self.unread.partition(b"\r\n\r\n")
            if not end:
                return
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                return
            self.unread = rest[length:]
            self.respond(first, headers, rest[:length])

    def respond(self, first, headers, raw):
        method, target, _ = first.split(" ")
        url = urlsplit(target)
        token = headers.get("authorization", "").removeprefix("Bearer ")
        body = json.loads(raw) if raw else {}
        status, answer = self.homeserver.answer(method, url.path, parse_qs(url.query), token, body)
        raw = json.dumps(answer).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n"
        self.transport.write(head.encode() + raw)


async def main(port, name, room="!none"):
    homeserver = Homeserver(name, room)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(homeserver), "127.0.0.1", int(port))
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
