import { id } from '#contracts/schemas';
import { Controller, Query } from '@nestjs/common';
import { Engine } from '#kernel';
import { IsAskedFlag, IsUnitCode, type Upload, Uploaded, Uploads } from '#platform/http';
import * as q from '#platform/questions';
import { registrars } from '../inmate/inmate.commands.js';
import { FATES } from './sdp-fate.handle.js';
import { type Imported, importSdp } from './sdp-import.js';

class ImportFilter {
  @IsUnitCode('The unit into whose register it is imported') readonly unitId!: string;
  @IsAskedFlag('Whether nothing is recorded: only what would become of each row is said') readonly dryRun?: boolean;
}

const rows = q.says(q.whole, 'How many rows.');
const counts = { REGISTERED: rows, CHANGED: rows, UNCHANGED: rows, REFUSED: rows, MALFORMED: rows };
const fate = q.row('RowFate', {
  row: q.says(q.whole, 'Its place in the file; the row after the header is 1.'),
  fate: q.says(q.codeOf(FATES), 'What became of it.'),
  inmateId: q.maybe(q.says(id, 'Whose row it is.')),
  code: q.maybe(q.says(q.word, 'Of the rule that refuses it.')),
  problems: q.maybe(q.says(q.listOf(q.word), 'What is wrong or differs, never a value.')),
});
const imported = q.row('Imported', {
  dryRun: q.says(q.flag, 'Whether nothing was recorded.'),
  file: q.says(q.word, 'Hex SHA-256 of the file.'),
  counts: q.row('FateCounts', counts, 'How many rows had which fate.'),
  rows: q.says(q.listOf(fate), 'What became of each row, in their order.'),
});

const EXAMPLE = [
  'no_register,periode_register,golongan,nama,jenis_kelamin,tanggal_masuk,nik,kamar',
  'A-101/2025,2025,A.III,Warga Binaan 101,L,2025-01-20,3304010101900101,A-2',
  'A-102/2025,2025,B.I,Warga Binaan 102,P,2025-01-20,,B-1',
  '',
].join('\n');

@Controller('sdp-imports')
export class SdpImportController {
  constructor(private readonly engine: Engine) {}

  @Uploads(
    '',
    { name: 'ImportSdpRows', roles: registrars },
    'Import rows of the prison data system; a dry run only says what would become of them',
    q.viewOf(imported),
    EXAMPLE,
  )
  import(
    @Query() { unitId, dryRun = false }: ImportFilter,
    @Uploaded('ImportSdpRows') { bytes, ...input }: Upload,
  ): Promise<Imported> {
    return importSdp(this.engine, bytes, { ...input, unitId }, { dryRun });
  }
}
