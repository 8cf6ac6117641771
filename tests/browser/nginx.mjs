// Starting nginx in front of a server, by the configuration that the documentation gives.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const DOCUMENTATION = new URL("../../runtime/docs/proxies.md", import.meta.url);

/** Debian has it where the `PATH` of most users does not lead. */
const PROGRAM = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

/** Starts nginx with TLS in front of the server at `url`; gives its own URL, below which the app is, and `stop`. */
export async function startNginx(url) {
  const folder = await mkdtemp(join(tmpdir(), "docent-nginx-"));
  await makeCertificate(folder);
  const port = await freePort();
  await writeFile(join(folder, "nginx.conf"), await configuration(folder, port, url));
  const nginx = spawn(PROGRAM, ["-e", "stderr", "-p", folder, "-c", "nginx.conf"], { stdio: "inherit" });
  process.once("exit", () => nginx.kill());
  while (!(await listens(port))) {
    if (nginx.exitCode !== null) throw new Error("nginx has ended; its reason is above");
    await wait(20);
  }
  const stop = async () => {
    const gone = once(nginx, "exit");
    nginx.kill();
    await gone;
    await rm(folder, { recursive: true });
  };
  return { url: `https://127.0.0.1:${port}/tools`, stop };
}

async function configuration(folder, port, url) {
  const [, recipe] = (await readFile(DOCUMENTATION, "utf8")).match(/```nginx\n(.*?)```/s);
  const here = recipe
    .replace("listen 443", `listen 127.0.0.1:${port}`)
    .replace("http://127.0.0.1:3000", url)
    .replaceAll("/etc/ssl/", `${folder}/`);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  return `daemon off; master_process off; pid ${folder}/nginx.pid; events {}
http { access_log off; ${places.join(" ")}
${here}}`;
}

async function makeCertificate(folder) {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-keyout", "app.example.key", "-out", "app.example.pem"];
  const all = ["req", "-x509", ...key, "-days", "1", "-subj", "/CN=app.example", ...files];
  await promisify(execFile)("openssl", all, { cwd: folder });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function listens(port) {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
