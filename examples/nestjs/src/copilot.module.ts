import { Global, Module } from "@nestjs/common";
import { Copilot } from "copilot-sdk";

/** One client for the whole application, injected by its class. It reads COPILOT_API_KEY. */
@Global()
@Module({
  providers: [{ provide: Copilot, useFactory: () => new Copilot() }],
  exports: [Copilot],
})
export class CopilotModule {}
