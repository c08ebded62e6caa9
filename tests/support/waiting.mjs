// Posts once by Node's own fetch, through a proxy's tunnel, and gives up when no answer begins within SECONDS.
// Prints one line: the status, or 0 when it gave up.
import net from "node:net";
import tls from "node:tls";
import fs from "node:fs";

const [url, proxyPort, caFile, seconds] = process.argv.slice(2);
const host = new URL(url).hostname;

function connect(_, done) {
  const plain = net.connect(Number(proxyPort), "127.0.0.1");
  plain.on("error", done);
  plain.once("connect", () => plain.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`));
  plain.once("data", () => {
    const secure = tls.connect({ socket: plain, servername: host, ca: fs.readFileSync(caFile) });
    secure.once("secureConnect", () => done(null, secure));
    secure.on("error", done);
  });
}

await fetch("data:,"); // only now is there a dispatcher
const Agent = globalThis[Symbol.for("undici.globalDispatcher.1")].constructor;
const dispatcher = new Agent({ headersTimeout: Number(seconds) * 1000, connect });
try {
  const answer = await fetch(url, { method: "POST", body: "text=hello", dispatcher });
  await answer.text();
  console.log(answer.status);
} catch (error) {
  console.log(0);
}
process.exit(0);
