ALTER TABLE payment.tender VALIDATE CONSTRAINT tender_credited_check;
