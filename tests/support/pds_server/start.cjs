// Starts a directory (PLC, in memory) and a Bluesky data server (PDS) on loopback, prints one JSON line with the
// address, and stops when standard input ends. Run from the folder where the packages are installed.
const { createRequire } = require('node:module')
const { randomBytes } = require('node:crypto')
const net = require('node:net')

const [hostname, folder] = process.argv.slice(2)
const load = createRequire(process.cwd() + '/')
const { PlcServer, Database } = load('@did-plc/server')
const { PDS, envToCfg, envToSecrets } = load('@atproto/pds')

// Neither server takes an address to listen on: both would be reachable from other machines.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, { port, host: '127.0.0.1' }, ...rest.filter((one) => typeof one === 'function'))
}

const secret = () => randomBytes(32).toString('hex')

const configuration = (plcPort) => ({
  port: 0,
  hostname,
  devMode: true,
  disableSsrfProtection: true,
  dataDirectory: folder,
  blobstoreDiskLocation: `${folder}/blobs`,
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: [`.${hostname}`],
  inviteRequired: false,
  rateLimitsEnabled: false,
  crawlers: [],
  jwtSecret: secret(),
  adminPassword: secret(),
  plcRotationKeyK256PrivateKeyHex: secret(),
})

const start = async () => {
  const plc = PlcServer.create({ db: Database.mock(), port: 0 })
  const directory = await plc.start()
  const environment = configuration(directory.address().port)
  const pds = await PDS.create(envToCfg(environment), envToSecrets(environment))
  const server = await pds.start()
  console.log(JSON.stringify({ port: server.address().port }))
}

process.stdin.on('end', () => process.exit(0)).resume()
start().catch((error) => {
  console.error(error)
  process.exit(1)
})
