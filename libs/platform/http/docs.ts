import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/index.js';
import { PAGE, SCRIPT, STYLE } from './docs.page.js';

/** The documentation as a page of our own, which loads nothing from elsewhere. */
@ApiExcludeController()
@Controller('docs')
export class DocsController {
  @Public()
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'")
  page(): string {
    return PAGE;
  }

  @Public()
  @Get('docs.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return STYLE;
  }

  @Public()
  @Get('docs.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }
}
