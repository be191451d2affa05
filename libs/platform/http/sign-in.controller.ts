import { Controller, Get, Headers, HttpCode, NotFoundException, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { Public, type SignIn } from '../auth/index.js';
import { IsText } from './validators.js';

/** How somebody signs in with a browser; its own injection token, filled once the house's keys are there. */
export class SigningIn {
  /** Undefined where nobody does. */
  by?: SignIn | undefined;
}

export class SigningInQuery {
  @IsText(200, { optional: true, says: 'Where to go afterwards' }) readonly to?: string;
}

/** What an issuer says, under names of its own besides those that count. */
type Asked = Readonly<Record<string, unknown>>;

interface Reply {
  header(name: string, value: string | readonly string[]): Reply;
  status(code: number): Reply;
}

/** Signing in with a browser, for pages of this origin: what they ask then carries a cookie instead of a token. */
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(private readonly signing: SigningIn) {}

  @Public()
  @Get('sign-in')
  async begin(@Query() { to = '/' }: SigningInQuery, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    const { location, cookie } = await this.by().begin(to);
    reply.status(302).header('Location', location).header('Set-Cookie', cookie);
  }

  @Public()
  @Get('sign-in/callback')
  async finish(
    @Query() query: Asked,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<void> {
    const sent = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const { to, cookies } = await this.by().finish(sent, headers);
    reply.status(303).header('Location', to).header('Set-Cookie', cookies);
  }

  @Public()
  @Post('sign-out')
  @HttpCode(204)
  end(@Res({ passthrough: true }) reply: Reply): void {
    reply.header('Set-Cookie', this.by().end());
  }

  private by(): SignIn {
    if (this.signing.by === undefined) throw new NotFoundException();
    return this.signing.by;
  }
}
