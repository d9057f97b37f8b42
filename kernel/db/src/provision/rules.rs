//! What must hold for a service's database, each rule as a question in SQL and the statements that make it true.

use super::{MIGRATOR_CONNECTIONS, ServiceDatabase};
use crate::sql::{ident, literal};

/// A fact about the cluster or one database.
pub(super) struct Rule {
    /// The fact, as a person would say it.
    pub(super) what: String,
    /// A query for a boolean; NULL counts as false.
    holds: String,
    /// What makes it true. Each is sent on its own; several statements in one are one transaction.
    pub(super) make: Vec<String>,
}

impl Rule {
    fn new(what: String, holds: String, make: impl IntoIterator<Item = String>) -> Self {
        Self { what, holds, make: make.into_iter().collect() }
    }

    /// The question as an expression that is never NULL.
    pub(super) fn condition(&self) -> String {
        format!("coalesce(({}), false)", self.holds)
    }
}

/// Settings of a running service's sessions. A session could switch them off: they are guard rails.
const APP_SETTINGS: [(&str, &str); 3] =
    [("statement_timeout", "30s"), ("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "15s")];

/// A migration that waits for a table makes the readers behind it wait as well, so it gives up early.
const MIGRATOR_LOCK_TIMEOUT: &str = "500ms";

/// For the cluster: the databases that come with it are closed to everybody.
pub(super) fn cluster() -> Vec<Rule> {
    let closed = |name: &str| {
        let strangers =
            format!("{DATABASE_PRIVILEGES} WHERE datname = {} AND grantee <> datdba", literal(name));
        Rule::new(
            format!("the database {name} is closed to everybody but superusers"),
            format!("SELECT NOT EXISTS (SELECT FROM {strangers})"),
            [revoke_from_each(&strangers, &format!("REVOKE ALL ON DATABASE {} FROM", ident(name)))],
        )
    };
    ["postgres", "template1"].map(closed).into()
}

/// For one service, seen from outside its database: roles, memberships, the database and who may enter it.
pub(super) fn service(service: &ServiceDatabase) -> Vec<Rule> {
    let (owner, migrator, app) = (service.owner_role(), service.migrator_role(), service.app_role());
    let mut rules: Vec<Rule> = role(&owner, "NOLOGIN", -1).into();
    rules.extend(role(&migrator, "LOGIN", i64::from(MIGRATOR_CONNECTIONS)));
    rules.extend(role(&app, "LOGIN", i64::from(service.connection_limit())));
    rules.push(only_member(&owner, &migrator, &app));
    rules.extend(database(service));
    let app_settings = APP_SETTINGS.map(|(name, value)| (name, value.to_owned()));
    rules.push(settings(service, &app, &app_settings));
    let migrator_settings = [("role", owner), ("lock_timeout", MIGRATOR_LOCK_TIMEOUT.to_owned())];
    rules.push(settings(service, &migrator, &migrator_settings));
    rules
}

/// For one service, seen from inside its database: schemas and what the app may do with what is in them.
pub(super) fn inside(service: &ServiceDatabase) -> Vec<Rule> {
    let (owner, app) = (service.owner_role(), service.app_role());
    let mut rules = vec![closed_public_schema()];
    for schema in ["kernel", service.service] {
        rules.extend(self::schema(schema, &owner, &app));
        rules.push(default_privileges(
            schema,
            &owner,
            &app,
            "r",
            "TABLES",
            &["DELETE", "INSERT", "SELECT", "UPDATE"],
        ));
        rules.push(default_privileges(schema, &owner, &app, "S", "SEQUENCES", &["USAGE"]));
        rules.push(no_excess(schema, &owner, &app));
    }
    rules.push(default_functions(&owner, &app));
    rules
}

fn role(name: &str, login: &str, limit: i64) -> [Rule; 2] {
    let (role, text) = (ident(name), literal(name));
    let attributes = format!(
        "{login} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT {limit}"
    );
    let can_login = if login == "LOGIN" { "rolcanlogin" } else { "NOT rolcanlogin" };
    [
        Rule::new(
            format!("the role {name} exists"),
            format!("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = {text})"),
            [format!("CREATE ROLE {role} {attributes}")],
        ),
        Rule::new(
            format!("the role {name} may do no more than it needs"),
            format!(
                "SELECT {can_login} AND NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls) \
                 AND rolconnlimit = {limit} FROM pg_roles WHERE rolname = {text}"
            ),
            [format!("ALTER ROLE {role} {attributes}")],
        ),
    ]
}

/// The migrator acts as the owner; no other membership leads in or out of the service's roles.
fn only_member(owner: &str, migrator: &str, app: &str) -> Rule {
    let names = [owner, migrator, app].map(literal).join(", ");
    let wrong = format!(
        "SELECT r.rolname AS role, m.rolname AS member \
         FROM pg_auth_members JOIN pg_roles r ON r.oid = roleid JOIN pg_roles m ON m.oid = member \
         WHERE (r.rolname IN ({names}) OR m.rolname IN ({names})) \
         AND NOT (r.rolname = {} AND m.rolname = {}) AND m.rolname <> current_user",
        literal(owner),
        literal(migrator)
    );
    Rule::new(
        format!("only {migrator} acts as {owner}, and neither it nor {app} acts as anybody else"),
        format!(
            "SELECT NOT EXISTS ({wrong}) AND EXISTS (SELECT FROM pg_auth_members \
             WHERE roleid = to_regrole({}) AND member = to_regrole({}))",
            literal(owner),
            literal(migrator)
        ),
        [
            format!(
                "DO $do$ DECLARE wrong record; BEGIN FOR wrong IN {wrong} LOOP \
                 EXECUTE format('REVOKE %I FROM %I', wrong.role, wrong.member); END LOOP; END $do$"
            ),
            format!("GRANT {} TO {}", ident(owner), ident(migrator)),
        ],
    )
}

/// Who was granted what on which database; a database nobody granted anything on has the built-in grants to PUBLIC.
const DATABASE_PRIVILEGES: &str = "pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS acl";

fn database(service: &ServiceDatabase) -> [Rule; 4] {
    let name = service.database();
    let (database, text) = (ident(&name), literal(&name));
    let (owner, migrator, app) = (service.owner_role(), service.migrator_role(), service.app_role());
    let grants = format!("{DATABASE_PRIVILEGES} WHERE datname = {text} AND grantee <> datdba");
    [
        Rule::new(
            format!("the database {name} exists"),
            format!("SELECT EXISTS (SELECT FROM pg_database WHERE datname = {text})"),
            [format!(
                "CREATE DATABASE {database} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'",
                ident(&owner)
            )],
        ),
        Rule::new(
            format!("{owner} owns {name}"),
            format!(
                "SELECT datdba = to_regrole({}) FROM pg_database WHERE datname = {text}",
                literal(&owner)
            ),
            [format!("ALTER DATABASE {database} OWNER TO {}", ident(&owner))],
        ),
        Rule::new(
            format!("only {migrator} and {app} may connect to {name}"),
            format!(
                "SELECT count(*) = 2 AND bool_and(grantee IN (to_regrole({}), to_regrole({})) \
                 AND privilege_type = 'CONNECT') FROM {grants}",
                literal(&migrator),
                literal(&app)
            ),
            [format!(
                "{}; GRANT CONNECT ON DATABASE {database} TO {}, {}",
                revoke_from_each(&grants, &format!("REVOKE ALL ON DATABASE {database} FROM")),
                ident(&migrator),
                ident(&app)
            )],
        ),
        Rule::new(
            format!("names without schema in {name} mean the service's own"),
            format!(
                "SELECT EXISTS (SELECT FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase \
                 WHERE datname = {text} AND setrole = 0 AND setconfig @> ARRAY['search_path=' || quote_ident({})])",
                literal(service.service)
            ),
            [format!("ALTER DATABASE {database} SET search_path = {}", ident(service.service))],
        ),
    ]
}

fn settings(service: &ServiceDatabase, role: &str, wanted: &[(&str, String)]) -> Rule {
    let database = service.database();
    let array: Vec<String> = wanted.iter().map(|(name, value)| literal(&format!("{name}={value}"))).collect();
    let list: Vec<String> = wanted.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    Rule::new(
        format!("{role} works with {}", list.join(", ")),
        format!(
            "SELECT EXISTS (SELECT FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase \
             WHERE datname = {} AND setrole = to_regrole({}) AND setconfig @> ARRAY[{}])",
            literal(&database),
            literal(role),
            array.join(", ")
        ),
        wanted.iter().map(|(name, value)| {
            format!(
                "ALTER ROLE {} IN DATABASE {} SET {name} = {}",
                ident(role),
                ident(&database),
                literal(value)
            )
        }),
    )
}

/// Who was granted what on which schema.
const SCHEMA_PRIVILEGES: &str =
    "pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) AS acl";

fn closed_public_schema() -> Rule {
    let strangers = format!("{SCHEMA_PRIVILEGES} WHERE nspname = 'public' AND grantee <> nspowner");
    Rule::new(
        "the schema public is closed".to_owned(),
        format!("SELECT NOT EXISTS (SELECT FROM {strangers})"),
        [revoke_from_each(&strangers, "REVOKE ALL ON SCHEMA public FROM")],
    )
}

fn schema(name: &str, owner: &str, app: &str) -> [Rule; 2] {
    let (schema, text) = (ident(name), literal(name));
    let grants = format!("{SCHEMA_PRIVILEGES} WHERE nspname = {text} AND grantee <> nspowner");
    [
        Rule::new(
            format!("the schema {name} exists and belongs to {owner}"),
            format!(
                "SELECT nspowner = to_regrole({}) FROM pg_namespace WHERE nspname = {text}",
                literal(owner)
            ),
            [
                format!("CREATE SCHEMA IF NOT EXISTS {schema}"),
                format!("ALTER SCHEMA {schema} OWNER TO {}", ident(owner)),
            ],
        ),
        Rule::new(
            format!("{app} may use the schema {name}, but create nothing in it"),
            format!(
                "SELECT count(*) = 1 AND bool_and(grantee = to_regrole({}) AND privilege_type = 'USAGE') FROM {grants}",
                literal(app)
            ),
            [format!(
                "{}; GRANT USAGE ON SCHEMA {schema} TO {}",
                revoke_from_each(&grants, &format!("REVOKE ALL ON SCHEMA {schema} FROM")),
                ident(app)
            )],
        ),
    ]
}

/// What the app may do with everything the owner will create in the schema.
fn default_privileges(
    schema: &str,
    owner: &str,
    app: &str,
    kind: &str,
    objects: &str,
    wanted: &[&str],
) -> Rule {
    let change = format!("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA {}", ident(owner), ident(schema));
    let grants = format!(
        "pg_default_acl, aclexplode(defaclacl) AS acl WHERE defaclrole = to_regrole({owner}) \
         AND defaclnamespace = to_regnamespace({schema}) AND defaclobjtype = '{kind}' AND grantee <> defaclrole",
        owner = literal(owner),
        schema = literal(&ident(schema)),
    );
    let wanted_array: Vec<String> = wanted.iter().map(|privilege| literal(privilege)).collect();
    Rule::new(
        format!("{app} gets {} on new {} in {schema}", wanted.join(", "), objects.to_lowercase()),
        format!(
            "SELECT array_agg(privilege_type ORDER BY privilege_type) = ARRAY[{}] \
             AND bool_and(grantee = to_regrole({})) FROM {grants}",
            wanted_array.join(", "),
            literal(app),
        ),
        [format!(
            "{}; {change} GRANT {} ON {objects} TO {}",
            revoke_from_each(&grants, &format!("{change} REVOKE ALL ON {objects} FROM")),
            wanted.join(", "),
            ident(app)
        )],
    )
}

/// Runs `revoke` for everybody found in `grants`, a FROM clause with a column `grantee`.
fn revoke_from_each(grants: &str, revoke: &str) -> String {
    format!(
        "DO $do$ DECLARE stranger text; BEGIN FOR stranger IN \
         SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END FROM {grants} \
         LOOP EXECUTE {} || stranger || ' CASCADE'; END LOOP; END $do$",
        literal(&format!("{revoke} "))
    )
}

/// Functions are open to PUBLIC unless that is taken away for all schemas at once.
fn default_functions(owner: &str, app: &str) -> Rule {
    let change = format!("ALTER DEFAULT PRIVILEGES FOR ROLE {}", ident(owner));
    let grants = format!(
        "pg_default_acl, aclexplode(defaclacl) AS acl WHERE defaclrole = to_regrole({}) \
         AND defaclnamespace = 0 AND defaclobjtype = 'f' AND grantee <> defaclrole",
        literal(owner)
    );
    Rule::new(
        format!("{app}, and nobody else, may call new functions"),
        format!("SELECT count(*) = 1 AND bool_and(grantee = to_regrole({})) FROM {grants}", literal(app)),
        [format!(
            "{change} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; {}; {change} GRANT EXECUTE ON FUNCTIONS TO {}",
            revoke_from_each(&grants, &format!("{change} REVOKE ALL ON FUNCTIONS FROM")),
            ident(app)
        )],
    )
}

/// A migration may take privileges from the app (a ledger is never updated), so missing ones are no drift; but nobody
/// gets more than rows, and strangers get nothing.
fn no_excess(schema: &str, owner: &str, app: &str) -> Rule {
    let wrong = format!(
        "SELECT c.oid::regclass::text AS relation, c.relkind, privilege_type, \
         CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS grantee \
         FROM pg_class c, aclexplode(relacl) AS acl WHERE relnamespace = to_regnamespace({schema}) \
         AND grantee NOT IN (relowner, to_regrole({owner})) AND NOT (grantee = to_regrole({app}) \
         AND privilege_type NOT IN ('TRUNCATE', 'REFERENCES', 'TRIGGER'))",
        schema = literal(&ident(schema)),
        owner = literal(owner),
        app = literal(app),
    );
    Rule::new(
        format!("nobody has more than reading and writing rows in {schema}"),
        format!("SELECT NOT EXISTS ({wrong})"),
        [format!(
            "DO $do$ DECLARE wrong record; BEGIN FOR wrong IN {wrong} LOOP \
             EXECUTE format('REVOKE %s ON %s %s FROM %s CASCADE', wrong.privilege_type, \
             CASE wrong.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, wrong.relation, wrong.grantee); \
             END LOOP; END $do$"
        )],
    )
}
