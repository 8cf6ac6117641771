// A page of a real server, whose socket is the test's: no engine but Chromium lets a
// test take a socket over, so a server of the test's own is between the two.

import { once } from "node:events";
import { createServer } from "node:http";

import { WebSocketServer } from "ws";

import { FakeServer } from "../fake_server.mjs";

/** Starts to listen. The pages are those of `server`. */
export async function startFakeSocket(server) {
  let stage;
  const sockets = new WebSocketServer({ noServer: true });
  const front = createServer((request, response) => pass(request, response, server.url).catch((error) => response.destroy(error)));
  front.on("upgrade", (request, socket, head) => sockets.handleUpgrade(request, socket, head, (open) => stage.connect(new Socket(open))));
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  return {
    /** Opens `path` in a new tab, and waits until the page has its socket. */
    async open(open, path) {
      const page = await open();
      stage = new FakeServer(page);
      await page.goto(`http://127.0.0.1:${front.address().port}${path}`);
      await stage.receives("h");
      await page.isLive();
      return stage;
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      front.closeAllConnections();
      front.close();
      await once(front, "close");
    },
  };
}

/** Answers a request with what the real server answers. */
async function pass(request, response, url) {
  const answer = await fetch(url + request.url, { redirect: "manual" });
  const headers = ["content-type", "content-security-policy"].filter((name) => answer.headers.has(name));
  response.writeHead(answer.status, Object.fromEntries(headers.map((name) => [name, answer.headers.get(name)])));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** A socket as the fake server uses one: that of playwright. */
class Socket {
  #socket;

  constructor(socket) {
    this.#socket = socket;
  }

  onMessage(listener) {
    this.#socket.on("message", (data) => listener(data.toString()));
  }

  send(text) {
    this.#socket.send(text);
  }

  close({ code }) {
    this.#socket.close(code);
  }
}
