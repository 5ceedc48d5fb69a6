// What Lighthouse says of each address, as a list in JSON: one browser opens them one after the other.
// node lighthouse.mjs PACKAGES CATEGORIES ADDRESS…; CHROME_PATH names the browser. Unless it is asked how fast pages
// are, nothing is slowed, and nothing waits for a processor to be quiet.
import { pathToFileURL } from 'node:url'

const [packages, categories, ...addresses] = process.argv.slice(2)
const from = async path => import(pathToFileURL(`${packages}/${path}`))
const { default: lighthouse } = await from('lighthouse/core/index.js')
const { launch } = await from('chrome-launcher/dist/index.js')

const onlyCategories = categories.split(',')
const unhurried = { skipAudits: ['full-page-screenshot'], pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 0 }
const settings = { onlyCategories, ...(onlyCategories.includes('performance') ? {} : unhurried) }
const chromeFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking',
  '--disable-sync']

const browser = await launch({ chromeFlags })
try {
  const said = []
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, { port: browser.port }, { extends: 'lighthouse:default', settings })
    said.push(lhr)
  }
  process.stdout.write(JSON.stringify(said))
} finally {
  await browser.kill()
}
