import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessModule } from '#contexts/access';
import { CooperationModule } from '#contexts/cooperation';
import { CustodyModule } from '#contexts/custody';
import { RehabilitationModule } from '#contexts/rehabilitation';
import { Engine } from '#kernel';
import { HistoryController, HistoryOfHandler, OpenedRecords, RecordedOpening } from '#platform/audit';
import { StaffRegister } from '#platform/auth';
import { questionsIn } from '#platform/features';
import { EventsController, HEARTBEAT_MS, type Mapping, MAPPING } from '#platform/gateway';
import { Readiness } from '#platform/http';
import { FollowersReport, OperationsModule } from '#platform/operations';
import { ReadModelBuildings, ReadModels } from '#platform/projections';
import { relationResolvers } from '#platform/questions';
import { ReferenceModule } from '#platform/reference';

/** What every part of the application is given. */
export interface Provisions {
  readonly engine: Engine;
  /** The register that the engine's `staff` is, kept up with the log. */
  readonly staff: StaffRegister;
  readonly models: ReadModels;
  readonly buildings: ReadModelBuildings;
  readonly readiness: Readiness;
  readonly followers: FollowersReport;
  readonly mapping: Mapping;
  readonly heartbeatMs: number;
}

@Module({ imports: [CqrsModule], controllers: [HistoryController], providers: [HistoryOfHandler] })
class AuditModule {}

@Module({ controllers: [EventsController] })
class GatewayModule {}

@Module({})
class Application {}

const PARTS = {
  api: [
    AccessModule,
    CooperationModule,
    CustodyModule,
    RehabilitationModule,
    AuditModule,
    OperationsModule,
    ReferenceModule,
  ],
  gateway: [GatewayModule],
} as const satisfies Record<string, readonly Type[]>;

/** The HTTP parts that a process may serve. */
export type HttpPart = keyof typeof PARTS;

/** Every controller and resolver that a process may serve. */
export function edges(modules: readonly Type[] = Object.values(PARTS).flat()): readonly Type[] {
  const listed = (module: Type, what: string) => (Reflect.getMetadata(what, module) ?? []) as readonly Type[];
  return modules.flatMap((module) => [
    ...listed(module, 'controllers'),
    ...listed(module, 'providers').filter((one) => typeof one === 'function'),
  ]);
}

/** What the rows of all contexts have of each other, in GraphQL. */
export function relations(): DynamicModule {
  known ??= relationResolvers(PARTS.api.flatMap(questionsIn));
  return { module: Relations, imports: [CqrsModule], providers: known };
}
let known: Type[] | undefined;

@Module({})
class Relations {}

/** The application's module with these parts. */
export function application(parts: readonly HttpPart[], provisions: Provisions): DynamicModule {
  const provided = [
    { provide: Engine, useValue: provisions.engine },
    { provide: StaffRegister, useValue: provisions.staff },
    { provide: ReadModels, useValue: provisions.models },
    { provide: ReadModelBuildings, useValue: provisions.buildings },
    { provide: Readiness, useValue: provisions.readiness },
    { provide: FollowersReport, useValue: provisions.followers },
    { provide: OpenedRecords, useValue: new RecordedOpening(provisions.engine) },
    { provide: MAPPING, useValue: provisions.mapping },
    { provide: HEARTBEAT_MS, useValue: provisions.heartbeatMs },
  ];
  const provision: DynamicModule = { module: Provision, global: true, providers: provided, exports: provided };
  return {
    module: Application,
    imports: [provision, ...parts.flatMap((part) => PARTS[part]), ...(parts.includes('api') ? [relations()] : [])],
  };
}

@Module({})
class Provision {}
