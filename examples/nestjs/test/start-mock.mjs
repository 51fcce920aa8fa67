// jest runs this before its tests, outside of its own module loader, so an ES module can be imported. The tests inherit the environment.
import { startMock } from "@copilot-sdk/mock";

export default async function startOne() {
  const mock = await startMock();
  globalThis.mock = mock;
  process.env.COPILOT_API_KEY = mock.apiKey;
  process.env.COPILOT_BASE_URL = mock.url;
  process.env.COPILOT_WEBHOOK_SECRET = "test";
}
