// Drives the installed Chromium over its debugging pipe (the DevTools protocol), so that the check needs no package.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--remote-debugging-pipe',
];

/** Starts a browser with an empty profile. `CHROMIUM` names another program than `chromium`. */
export async function startChromium() {
  const profile = await mkdtemp(join(tmpdir(), 'sextant-check-'));
  const child = spawn(process.env.CHROMIUM ?? 'chromium', [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const failed = new Promise((_, reject) => child.once('error', reject));
  const pipe = new Pipe(child.stdio[3], child.stdio[4]);
  await Promise.race([pipe.send('Browser.getVersion'), failed]);
  return {
    newPage: (options) => newPage(pipe, options),
    async close() {
      await pipe.send('Browser.close');
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Messages are JSON, each ended by a zero byte. */
class Pipe {
  #out;
  #next = 1;
  #waiting = new Map();
  #rest = '';
  listeners = [];

  constructor(out, input) {
    this.#out = out;
    input.setEncoding('utf8').on('data', (chunk) => this.#receive(chunk));
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, method }));
  }

  #receive(chunk) {
    const messages = (this.#rest + chunk).split('\0');
    this.#rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const call = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (!call) this.listeners.forEach((listener) => listener(message));
      else if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
      else call.resolve(message.result);
    }
  }
}

/** Opens a page in a context of its own (no shared storage); notes what it asks for and what it complains of. */
async function newPage(pipe, { width = 1280, height = 800, dark = false } = {}) {
  const { browserContextId } = await pipe.send('Target.createBrowserContext');
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => pipe.send(method, params, sessionId);
  const asked = [];
  const complaints = [];
  pipe.listeners.push(({ sessionId: from, method, params }) => {
    if (from !== sessionId) return;
    if (method === 'Network.requestWillBeSent') asked.push(params.request.url);
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params.exceptionDetails));
    // Refusals by the content security policy arrive here, and files that are not there.
    if (method === 'Log.entryAdded' && params.entry.level === 'error') complaints.push(params.entry.text);
  });
  await Promise.all(['Page', 'Network', 'Runtime', 'Log'].map((domain) => send(`${domain}.enable`)));
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }],
  });
  return { asked, complaints, send, ...pageActions(send), close: () => pipe.send('Target.closeTarget', { targetId }) };
}

function pageActions(send) {
  async function evaluate(expression) {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  return {
    evaluate,
    goto: (url) => send('Page.navigate', { url }),
    /** Waits until the expression is true; says which one never was. */
    async until(expression, seconds = 20) {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
        if (await evaluate(`Boolean(${expression})`).catch(() => false)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`never came true: ${expression}`);
    },
    async key(key, { ctrl = false } = {}) {
      const code = key === 'Enter' ? 13 : 9;
      const event = { key, code: key, windowsVirtualKeyCode: code, modifiers: ctrl ? 2 : 0 };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, text: key === 'Enter' ? '\r' : undefined });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    async screenshot() {
      return Buffer.from((await send('Page.captureScreenshot', { format: 'png' })).data, 'base64');
    },
  };
}
