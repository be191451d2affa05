import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { normalForm } from '#contracts/reservations/normal-form';
import { type Field, fieldOf, IsText } from '#platform/http';

/** A value that is one of a set, however it is written (D3). */
export const IsReserved = (field?: Field): PropertyDecorator =>
  applyDecorators(
    IsText(100, fieldOf(field)),
    ValidateBy({
      name: 'reserved',
      validator: {
        validate: (value) => typeof value === 'string' && normalForm(value) !== undefined,
        defaultMessage: () =>
          'must be letters A-Z, digits, slashes and dashes, at most 50 besides blanks, dots and underscores',
      },
    }),
  );
