import { Controller, Query } from '@nestjs/common';
import { Engine } from '#kernel';
import { IsAskedFlag, IsUnitCode, type Upload, Uploaded, Uploads } from '#platform/http';
import { type Imported, importSdp } from './sdp-import.js';
import { ImportedView } from './sdp-import.views.js';

class ImportFilter {
  @IsUnitCode() readonly unitId!: string;
  @IsAskedFlag() readonly dryRun?: boolean;
}

@Controller('sdp-imports')
export class SdpImportController {
  constructor(private readonly engine: Engine) {}

  @Uploads(
    '',
    'ImportSdpRows',
    'Import rows of the prison data system; a dry run only says what would become of them',
    ImportedView,
  )
  import(
    @Query() { unitId, dryRun = false }: ImportFilter,
    @Uploaded('ImportSdpRows') { bytes, ...told }: Upload,
  ): Promise<Imported> {
    return importSdp(this.engine, bytes, { ...told, unitId }, { dryRun });
  }
}
