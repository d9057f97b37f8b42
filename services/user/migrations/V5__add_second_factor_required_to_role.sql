-- Whether who has the role needs a second factor to use anything of what they may.
ALTER TABLE "user".role ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;
