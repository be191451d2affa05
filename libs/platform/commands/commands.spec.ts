import { Acts, commandsIn, Command, controllerOf, Creates, CreatingCommand, fieldsOf } from './index.js';
import type { Malformed } from '#kernel';
import { askIn } from './command.js';
import { IsText, RequestPipe } from '../http/index.js';
import { routedCommandOf } from '../http/commands.js';

const writers = ['karutan'] as const;

@Creates('Open a drawer', writers)
class OpenDrawer extends CreatingCommand {
  @IsText(5, 'On its front') readonly label!: string;
}

@Acts('put', 'Put something into it', writers)
class PutIntoDrawer extends Command {
  @IsText(5, 'What') readonly what!: string;
  @IsText(5, 'Where in it') readonly where!: string;
}

class PutAnew extends fieldsOf(PutIntoDrawer, 'where') {}

describe('commands as classes', () => {
  it('are those among a module’s exports that say what they do', () => {
    expect(commandsIn({ OpenDrawer, PutIntoDrawer, PutAnew, writers })).toEqual([OpenDrawer, PutIntoDrawer]);
  });

  it('become the routes of a controller, each with who may and whether it creates', () => {
    const controller = controllerOf('drawers', [OpenDrawer, PutIntoDrawer]);
    const routes = ['OpenDrawer', 'PutIntoDrawer'].map((name) => {
      const method = (controller.prototype as Record<string, object>)[name] ?? {};
      const path: unknown = Reflect.getMetadata('path', method);
      return [path, routedCommandOf(method)];
    });
    expect(routes).toEqual([
      ['/', { name: 'OpenDrawer', creates: true }],
      [':id/put', { name: 'PutIntoDrawer', creates: false }],
    ]);
  });

  it('without a word of what they do are no routes', () => {
    class Silent extends Command {}
    expect(() => controllerOf('drawers', [Silent])).toThrow('Silent says neither @Creates nor @Acts.');
  });

  it('that nobody asks for are not handled', () => {
    expect(() => askIn(new OpenDrawer())).toThrow('Nobody asks for this OpenDrawer.');
  });

  it('are held to their validators, and so are the fields of what a correction corrects', async () => {
    const pipe = new RequestPipe();
    const problemsOf = (metatype: new () => object, body: object) =>
      pipe.transform(body, { type: 'body', metatype }).then(
        () => [],
        (error: unknown) => (error as Malformed).problems,
      );
    expect(await problemsOf(PutIntoDrawer, { what: 'a', where: 'b', context: { source: 'API' } })).toEqual([]);
    expect(await problemsOf(PutIntoDrawer, { what: '' })).toEqual([
      'what must be text of 1 to 5 characters, not text of 0',
      'where must be text of 1 to 5 characters, and is absent',
    ]);
    expect(await problemsOf(PutAnew, { what: 'a' })).toEqual([]);
    expect(await problemsOf(PutAnew, { what: 'a', where: 'b', context: {} })).toEqual([
      'where is not a field here',
      'context is not a field here',
    ]);
  });
});
