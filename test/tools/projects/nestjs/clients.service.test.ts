import "reflect-metadata";
import { Test } from "@nestjs/testing";
import { Copilot } from "copilot-sdk";
import { ClientsModule, ClientsService } from "./clients.module";

test("a client is injected by its class, and calls the API", async () => {
  const module = await Test.createTestingModule({ imports: [ClientsModule] }).compile();
  expect(module.get(Copilot)).toBeInstanceOf(Copilot);
  expect(await module.get(ClientsService).first(2)).toHaveLength(2);
});
