import { startMock } from "@copilot-sdk/mock";
import { Copilot } from "copilot-sdk";
import { expect, test } from "vitest";

test("a file that is uploaded to the mock is complete, and its content can be downloaded", async () => {
  await using mock = await startMock();
  const copilot = new Copilot({ apiKey: mock.apiKey, baseURL: mock.url });
  const [channel] = (await copilot.fileChannels.list()).data;
  if (channel === undefined) throw new Error("the mock has no file channel");
  const params = { path: "Reports/2026.txt", channelId: channel.id };
  const file = await copilot.files.upload(params, new Blob(["ten clients"]));
  expect(file).toMatchObject({ ...params, status: "completed", size: 11 });
  const content = await fetch(String(file.downloadUrl));
  expect(await content.text()).toBe("ten clients");
  expect(await copilot.files.retrieve(file.id)).toEqual(file);
});
