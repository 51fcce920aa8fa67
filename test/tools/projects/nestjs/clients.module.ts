import { Injectable, Module } from "@nestjs/common";
import { type Client, Copilot } from "copilot-sdk";

@Injectable()
export class ClientsService {
  constructor(private readonly copilot: Copilot) {}

  first(count: number): Promise<Client[]> {
    return this.copilot.clients.list().toArray({ limit: count });
  }
}

@Module({
  providers: [{ provide: Copilot, useFactory: () => new Copilot() }, ClientsService],
  exports: [ClientsService],
})
export class ClientsModule {}
