export * as commands from './staff.commands.js';
export { handleStaff as handle } from './staff.handle.js';
export * from './staff.read-model.js';
