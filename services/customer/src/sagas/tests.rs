//! The definition without I/O.

use kernel_base::Env;
use kernel_saga::Simulation;
use kernel_saga::machine::State;
use order_contracts::refusal;

use super::*;

fn data(customer: bool) -> EraseCustomer {
    let env = Env::system();
    let customer_id = customer.then(|| env.id());
    let orders = if customer { Vec::new() } else { vec![env.id()] };
    let subject = ErasureSubject { customer_id, orders, ..ErasureSubject::default() };
    EraseCustomer { erasure_id: env.id(), subject, proofs: Proofs::new() }
}

#[test]
fn every_service_is_asked_and_its_proof_is_kept() {
    let (definition, env) = (definition(), Env::system());
    let mut saga = Simulation::start(&definition, data(true));
    let (orders, carts) = (vec![env.id()], vec![env.id()]);
    let proof = ErasureProof(vec![ErasedTable::removed("x.y", 1)]);
    saga.done::<EraseOrders>(&OrdersErased {
        proof: proof.clone(),
        orders: orders.clone(),
        carts: carts.clone(),
    });
    assert_eq!((&saga.instance.data.subject.orders, &saga.instance.data.subject.carts), (&orders, &carts));
    saga.done::<EraseCarts>(&proof);
    saga.done::<ErasePayments>(&proof);
    saga.done::<EraseShipments>(&proof);
    saga.done::<EraseInvoices>(&proof);
    assert_eq!(saga.ended, 0);
    saga.done::<EraseAccount>(&proof);
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
    let services: Vec<_> = saga.instance.data.proofs.keys().map(|service| &**service).collect();
    assert_eq!(services, ["auth", "cart", "invoice", "order", "payment", "shipping"]);
}

#[test]
fn an_open_order_ends_it_before_anything_was_erased() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, data(true));
    saga.refuse(refusal::STILL_OPEN);
    assert_eq!((saga.instance.state, saga.ended, saga.sent.len()), (State::Compensated, 1, 1));
}

#[test]
fn a_guest_has_no_account_to_erase() {
    let definition = definition();
    let mut saga = Simulation::start(&definition, data(false));
    let orders = saga.instance.data.subject.orders.clone();
    saga.done::<EraseOrders>(&OrdersErased { proof: ErasureProof::default(), orders, carts: Vec::new() });
    saga.done::<EraseCarts>(&ErasureProof::default());
    saga.done::<ErasePayments>(&ErasureProof::default());
    saga.done::<EraseShipments>(&ErasureProof::default());
    saga.done::<EraseInvoices>(&ErasureProof::default());
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
}

/// What of a command names the guest.
fn told(saga: &Simulation<EraseCustomer>) -> bool {
    let sent = saga.sent.last().expect("a command");
    format!("{sent:?}").contains("ann@example.com")
}

#[test]
fn an_address_is_told_only_to_who_looks_for_it() {
    let definition = definition();
    let email = "ann@example.com".parse::<shared_contracts::Email>().unwrap();
    let subject = ErasureSubject { email: Some(email.into()), ..ErasureSubject::default() };
    let mut saga = Simulation::start(&definition, EraseCustomer { subject, ..data(false) });
    assert!(told(&saga), "order looks for it");
    let orders = vec![Env::system().id()];
    saga.done::<EraseOrders>(&OrdersErased { proof: ErasureProof::default(), orders, carts: Vec::new() });
    assert!(told(&saga), "so does cart");
    saga.done::<EraseCarts>(&ErasureProof::default());
    assert!(!told(&saga), "payment goes by the orders");
    saga.done::<ErasePayments>(&ErasureProof::default());
    assert!(!told(&saga));
    saga.done::<EraseShipments>(&ErasureProof::default());
    saga.done::<EraseInvoices>(&ErasureProof::default());
    assert_eq!((saga.instance.state, saga.ended), (State::Completed, 1));
}
