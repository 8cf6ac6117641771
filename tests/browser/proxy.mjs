// A proxy in front of a server program: it ends TLS, or sends on another Host than it is sent.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Starts a proxy to the server at `url`. With `tls` it is reached by https, with a certificate that nobody has
 * signed; with `host`, which may change later, the server is sent this one. `requests` has what it was asked for.
 */
export async function startProxy(url, { tls = false, host } = {}) {
  const { port } = new URL(url);
  const requests = [];
  const forward = ({ headers }) => ({
    ...headers,
    ...(proxy.host && { host: proxy.host }),
    "x-forwarded-proto": tls ? "https" : "http",
  });

  const server = tls ? createTlsServer(await certificate()) : createServer();
  server.on("request", (incoming, answer) => {
    const { method, url: path } = incoming;
    const entry = { method, path, headers: incoming.headers };
    requests.push(entry);
    const outgoing = request({ host: "127.0.0.1", port, method, path, headers: forward(incoming) }, (response) => {
      entry.setCookie = response.headers["set-cookie"];
      answer.writeHead(response.statusCode, response.rawHeaders);
      response.pipe(answer);
    });
    outgoing.on("error", () => answer.destroy());
    incoming.pipe(outgoing);
  });
  const sockets = new Set();
  server.on("upgrade", (incoming, socket, head) => {
    requests.push({ method: "upgrade", path: incoming.url, headers: incoming.headers });
    const lines = Object.entries(forward(incoming)).map(([name, value]) => `${name}: ${value}\r\n`);
    const upstream = connect(port, "127.0.0.1");
    upstream.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join("")}\r\n`);
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
    // Either end takes the other one along.
    for (const [one, other] of [[socket, upstream], [upstream, socket]]) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const scheme = tls ? "https" : "http";
  const proxy = {
    requests,
    host,
    /** The address of a path at the proxy, by the name `localhost` or `127.0.0.1`. */
    at: (name, path) => `${scheme}://${name}:${server.address().port}${path}`,
    /** Breaks all connections of sockets. */
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stop() {
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}

async function certificate() {
  const folder = await mkdtemp(join(tmpdir(), "docent-tls-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  execFileSync("openssl", ["req", "-x509", ...curve, "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", cert], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const files = { key: await readFile(key), cert: await readFile(cert) };
  await rm(folder, { recursive: true });
  return files;
}
