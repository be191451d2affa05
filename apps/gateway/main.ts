import { runProcess } from '../bersinar/process.js';

await runProcess(['gateway']);
