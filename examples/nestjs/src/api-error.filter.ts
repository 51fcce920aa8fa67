import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from "@nestjs/common";
import { APIError, NotFoundError, UnprocessableEntityError } from "copilot-sdk";
import type { Response } from "express";

/** A record that does not exist is the caller's mistake. Any other refusal of the API is a failure of this service. */
@Catch(APIError)
export class ApiErrorFilter implements ExceptionFilter<APIError> {
  private readonly logger = new Logger(ApiErrorFilter.name);

  catch(error: APIError, host: ArgumentsHost): void {
    const isCallers = error instanceof NotFoundError || error instanceof UnprocessableEntityError;
    if (!isCallers) this.logger.error(error.message, error.stack);
    const response = host.switchToHttp().getResponse<Response>();
    if (isCallers) response.status(404).json({ message: "There is no such client." });
    else response.status(502).json({ message: "The Copilot API did not carry this out." });
  }
}
