import { createWebhookHandler } from "@copilot-sdk/webhooks";
import { Controller, Logger, Post, type RawBodyRequest, Req, Res } from "@nestjs/common";
import type { Request, Response } from "express";

@Controller("webhooks")
export class WebhooksController {
  private readonly logger = new Logger(WebhooksController.name);
  /** Reads COPILOT_WEBHOOK_SECRET at the first request. */
  private readonly handler = createWebhookHandler({
    on: {
      "task.completed": ({ data }) => this.logger.log(`completed: ${data.name}`),
    },
    fallback: ({ eventType }) => this.logger.log(`no listener for ${eventType}`),
  });

  /** The signature covers the raw bytes, which `rawBody: true` keeps. */
  @Post()
  async receive(
    @Req() { rawBody, headers }: RawBodyRequest<Request>,
    @Res() response: Response,
  ): Promise<void> {
    const { status, body } = await this.handler.handle({ body: rawBody ?? "", headers });
    response.status(status).send(body);
  }
}
