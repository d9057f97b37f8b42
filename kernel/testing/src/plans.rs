//! Whether queries can use an index, as PostgreSQL plans them.

use std::fs;

use kernel_db::{Migrations, PLANNER};
use tokio_postgres::Client;

use crate::TestService;

/// Plans every query of the service whose crate lies at `manifest_dir` (`env!("CARGO_MANIFEST_DIR")`), without rows and
/// without sequential scans where they can be avoided. Panics with those that read a whole table all the same, except
/// those that hold one of `whole_tables`, a part of their SQL: they do so on purpose.
pub async fn assert_every_query_uses_an_index(
    migrations: Migrations,
    manifest_dir: &str,
    whole_tables: &[&str],
) {
    let service = TestService::new(migrations).await;
    let client = planner(&service).await;
    let sources = read_folder(&format!("{manifest_dir}/queries"));
    let written =
        sources.iter().flat_map(|source| source.lines()).filter(|line| line.starts_with("--!")).count();
    let queries: Vec<String> = read_folder(&format!("{manifest_dir}/db/src/queries"))
        .iter()
        .flat_map(|source| generated(source))
        .collect();
    assert_eq!(queries.len(), written, "each query of queries/ is generated, and each is found here");
    let mut used = vec![false; whole_tables.len()];
    let mut wrong = Vec::new();
    for sql in queries {
        let Some(plan) = whole_table(&client, &sql).await else { continue };
        let flat = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        match whole_tables.iter().position(|part| flat.contains(part)) {
            Some(known) => used[known] = true,
            None => wrong.push(format!("{sql}\n{plan}")),
        }
    }
    assert!(wrong.is_empty(), "these read whole tables:\n{}", wrong.join("\n\n"));
    for (part, used) in whole_tables.iter().zip(used) {
        assert!(used, "no query with {part:?} reads a whole table any more");
    }
}

async fn planner(service: &TestService) -> Client {
    let client = service.sql().await;
    for (name, value) in PLANNER {
        client.batch_execute(&format!("SET {name} = {value}")).await.expect("the planner can be set");
    }
    client
}

/// The plan, when it reads a whole table.
async fn whole_table(client: &Client, sql: &str) -> Option<String> {
    let statement = client.prepare(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let nulls = vec!["NULL"; statement.params().len()].join(", ");
    let arguments = if nulls.is_empty() { String::new() } else { format!("({nulls})") };
    client.batch_execute(&format!("PREPARE planned AS {sql}")).await.expect("it was prepared just now");
    let plan =
        client.query(&format!("EXPLAIN EXECUTE planned{arguments}"), &[]).await.expect("it can be planned");
    client.batch_execute("DEALLOCATE planned").await.expect("it was prepared just now");
    let lines: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
    lines.iter().any(|line| line.contains("Seq Scan")).then(|| lines.join("\n"))
}

/// The SQL of every statement of a generated file: the literal behind `…Stmt(`.
fn generated(source: &str) -> Vec<String> {
    let literals = source.split("Stmt(").map(str::trim_start).filter(|rest| rest.starts_with('"'));
    let parse = |rest| {
        let mut literals = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        literals.next().expect("BUG: it begins here").expect("a literal that is JSON, too")
    };
    literals.map(parse).collect()
}

fn read_folder(folder: &str) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let files = files.map(|file| file.expect("the folder can be read").path()).filter(|path| path.is_file());
    files.map(|path| fs::read_to_string(path).expect("a text file")).collect()
}

#[cfg(test)]
mod tests {
    use refinery::Migration;

    use super::*;

    #[tokio::test]
    async fn a_query_without_an_index_is_found() {
        let table = "CREATE TABLE probe.thing (thing_id integer PRIMARY KEY, color text NOT NULL)";
        let file = Migration::unapplied("V1__create_thing", table).expect("a migration");
        let service = TestService::new(Migrations { service: "probe", files: vec![file] }).await;
        let client = planner(&service).await;
        let by = |column: &str| format!("SELECT thing_id FROM probe.thing WHERE {column} = $1");
        assert_eq!(whole_table(&client, &by("thing_id")).await, None);
        let plan = whole_table(&client, &by("color")).await.expect("there is no index");
        assert!(plan.contains("Seq Scan on thing"), "{plan}");
    }

    #[test]
    fn sql_is_found_in_generated_code_however_it_is_laid_out() {
        let source = "pub struct FindStmt(&'static str);\nFindStmt(\"SELECT 1\", None)\nListStmt(\n    \"SELECT\\n2\",\n)";
        assert_eq!(generated(source), ["SELECT 1", "SELECT\n2"]);
    }
}
