import { Module } from "@nestjs/common";
import { APP_FILTER } from "@nestjs/core";
import { ApiErrorFilter } from "./api-error.filter";
import { CopilotModule } from "./copilot.module";
import { TasksController } from "./tasks.controller";
import { TasksService } from "./tasks.service";
import { WebhooksController } from "./webhooks.controller";

@Module({
  imports: [CopilotModule],
  controllers: [TasksController, WebhooksController],
  providers: [TasksService, { provide: APP_FILTER, useClass: ApiErrorFilter }],
})
export class AppModule {}
