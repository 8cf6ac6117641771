// Starting nginx and Caddy in front of a server, by the configurations that the documentation gives.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connect } from "node:tls";
import { promisify } from "node:util";

const DOCUMENTATION = new URL("../../runtime/docs/proxies.md", import.meta.url);

/** The host that the documentation has. A browser must be told where it is. */
export const HOST = "app.example";

/** Debian has it where the `PATH` of most users does not lead. */
const NGINX = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

/** Starts nginx with TLS in front of the server at `url`; gives its own URL, below which the app is, and `stop`. */
export async function startNginx(url) {
  const folder = await mkdtemp(join(tmpdir(), "docent-nginx-"));
  await makeCertificate(folder);
  const port = await freePort();
  const here = await recipe("nginx", ["listen 443", `listen 127.0.0.1:${port}`], ["http://127.0.0.1:3000", url]);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/nginx.pid; events {}
http { access_log off; ${places.join(" ")}
${here.replaceAll("/etc/ssl/", `${folder}/`)}}`,
  );
  return start(NGINX, ["-e", "stderr", "-p", folder, "-c", "nginx.conf"], folder, port);
}

/** The same of Caddy, which makes a certificate of its own. */
export async function startCaddy(url) {
  const folder = await mkdtemp(join(tmpdir(), "docent-caddy-"));
  const port = await freePort();
  const here = await recipe("caddyfile", ["127.0.0.1:3000", new URL(url).host]);
  await writeFile(
    join(folder, "Caddyfile"),
    `{
	admin off
	local_certs
	skip_install_trust
	auto_https disable_redirects
	default_bind 127.0.0.1
	https_port ${port}
	storage file_system ${folder}
	log {
		level ERROR
	}
}
${here}`,
  );
  return start("caddy", ["run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")], folder, port);
}

/** The configuration that the documentation has in its block of this language, with other texts in place of some. */
async function recipe(language, ...changes) {
  const block = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s");
  let [, text] = (await readFile(DOCUMENTATION, "utf8")).match(block);
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`no ${from} in ${text}`);
    text = text.replace(from, to);
  }
  return text;
}

async function start(program, options, folder, port) {
  // Caddy writes its last configuration below these.
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const proxy = spawn(program, options, { stdio: "inherit", env });
  process.once("exit", () => proxy.kill());
  while (!(await speaksTls(port))) {
    if (proxy.exitCode !== null) throw new Error(`${program} has ended; its reason is above`);
    await wait(20);
  }
  const stop = async () => {
    const gone = once(proxy, "exit");
    proxy.kill();
    await gone;
    await rm(folder, { recursive: true });
  };
  return { url: `https://${HOST}:${port}/tools`, stop };
}

async function makeCertificate(folder) {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-keyout", "app.example.key", "-out", "app.example.pem"];
  const all = ["req", "-x509", ...key, "-days", "1", "-subj", `/CN=${HOST}`, ...files];
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

/** Whether it answers there with a certificate: Caddy listens before it has made one. */
async function speaksTls(port) {
  const socket = connect({ port, host: "127.0.0.1", servername: HOST, rejectUnauthorized: false });
  try {
    await once(socket, "secureConnect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
