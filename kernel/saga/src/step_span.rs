//! The trace of a saga's steps.

use kernel_base::TraceParent;
use tracing::{Span, field};

use crate::row::SagaRow;

/// The span of taking a saga one step on, and what its commands and local changes store as their trace.
pub(crate) struct StepSpan {
    pub(crate) span: Span,
    pub(crate) trace: Option<TraceParent>,
}

impl StepSpan {
    /// Continues what caused the step, a reply for instance; else what caused the saga.
    pub(crate) fn open(row: &SagaRow, cause: Option<&TraceParent>) -> Self {
        let span = tracing::debug_span!(
            parent: None,
            "saga_step",
            saga.id = %row.saga_id,
            saga.kind = %row.kind,
            saga.step = %row.step,
            saga.subject = row.subject,
            trace_id = field::Empty,
            span_id = field::Empty,
        );
        let trace = kernel_trace::follow(&span, cause.or(row.trace.as_ref()));
        Self { span, trace }
    }
}
