//! A small WebAssembly machine that knows of every value whether it depends on a secret.
//!
//! It runs the integer instructions that LLVM compiles Rust to. Memory and values carry a mark: what is computed from a
//! marked value is marked. Where a marked value decides a branch, a `select`, an address, a length or a division, that is
//! a finding. Without findings the run is a proof for all secrets: the next instruction never depended on one, so every
//! secret takes the same instructions and addresses, with the same marks. The idea is A. Langley's ctgrind, 2010.

use crate::instructions::{address, binary, constant, extended, is_division, load, store, unary};
use std::collections::{BTreeSet, HashMap};
use wasmparser::{BlockType, ConstExpr, DataKind, ExternalKind, FunctionBody, Operator, Parser, Payload, TypeRef};

const PAGE: usize = 1 << 16;

/// A number of 32 or 64 bits, and whether it depends on the secret.
#[derive(Clone, Copy, Debug, Default)]
struct Value {
    bits: u64,
    secret: bool,
}

impl Value {
    const fn public(bits: u64) -> Self {
        Self { bits, secret: false }
    }
}

/// A function's type: how many parameters and results.
#[derive(Clone, Copy)]
struct Arity {
    parameters: usize,
    results: usize,
}

struct Function<'a> {
    arity: Arity,
    locals: usize,
    operators: Vec<Operator<'a>>,
    /// For each operator that opens a block, where its `else` and its `end` are.
    ends: HashMap<usize, (Option<usize>, usize)>,
}

impl<'a> Function<'a> {
    /// Makes a function of its body. An imported one has none.
    fn new(arity: Arity, body: Option<&FunctionBody<'a>>) -> Self {
        let locals = body.into_iter().flat_map(|body| body.get_locals_reader().unwrap());
        let locals = locals.map(|locals| locals.unwrap().0 as usize).sum();
        let operators = body.into_iter().flat_map(|body| body.get_operators_reader().unwrap());
        let operators: Vec<_> = operators.map(Result::unwrap).collect();
        let mut ends = HashMap::new();
        let mut open = Vec::new();
        for (at, operator) in operators.iter().enumerate() {
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => open.push((at, None)),
                Operator::Else => open.last_mut().unwrap().1 = Some(at),
                Operator::End => ends.extend(open.pop().map(|(start, other)| (start, (other, at)))),
                _ => {}
            }
        }
        Self { arity, locals, operators, ends }
    }
}

/// Where a branch goes, and how much of the stack it keeps.
struct Label {
    target: usize,
    height: usize,
    arity: usize,
}

pub struct Machine<'a> {
    types: Vec<Arity>,
    functions: Vec<Function<'a>>,
    exports: HashMap<&'a str, usize>,
    globals: Vec<Value>,
    memory: Vec<u8>,
    marks: Vec<bool>,
    /// Instructions run so far.
    pub steps: u64,
    /// How many it may run.
    pub limit: u64,
    /// Where a secret decided something: function, position, instruction.
    pub findings: BTreeSet<String>,
}

impl<'a> Machine<'a> {
    /// Reads a module. What it imports can't be called.
    pub fn new(wasm: &'a [u8]) -> Self {
        let mut types = Vec::new();
        let mut type_of_functions = Vec::new();
        let mut bodies = Vec::new();
        let mut globals = Vec::new();
        let mut memory = Vec::new();
        let mut exports = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::TypeSection(section) => types.extend(section.into_iter_err_on_gc_types().map(|of| {
                    let of = of.unwrap();
                    Arity { parameters: of.params().len(), results: of.results().len() }
                })),
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let TypeRef::Func(of) = import.unwrap().ty else { panic!("only functions may be imported") };
                        type_of_functions.push(of as usize);
                        bodies.push(None);
                    }
                }
                Payload::FunctionSection(section) => {
                    type_of_functions.extend(section.into_iter().map(|of| of.unwrap() as usize));
                }
                Payload::MemorySection(section) => {
                    let pages = section.into_iter().next().unwrap().unwrap().initial as usize;
                    memory = vec![0; pages * PAGE];
                }
                Payload::GlobalSection(section) => globals
                    .extend(section.into_iter().map(|global| Value::public(value_of(&global.unwrap().init_expr)))),
                Payload::DataSection(section) => {
                    for data in section.into_iter().map(Result::unwrap) {
                        let DataKind::Active { offset_expr, .. } = data.kind else { panic!("passive data") };
                        memory[value_of(&offset_expr) as usize..][..data.data.len()].copy_from_slice(data.data);
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(Some(body)),
                Payload::ExportSection(section) => {
                    let functions = section.into_iter().map(Result::unwrap);
                    let functions = functions.filter(|export| export.kind == ExternalKind::Func);
                    exports.extend(functions.map(|export| (export.name, export.index as usize)));
                }
                _ => {}
            }
        }
        let functions = type_of_functions.into_iter().zip(bodies);
        let functions = functions.map(|(of, body)| Function::new(types[of], body.as_ref())).collect();
        let marks = vec![false; memory.len()];
        Self { types, functions, exports, globals, memory, marks, steps: 0, limit: u64::MAX, findings: BTreeSet::new() }
    }

    /// Adds a page of memory, and gives its address.
    pub fn page(&mut self) -> usize {
        let address = self.memory.len();
        self.memory.resize(address + PAGE, 0);
        self.marks.resize(address + PAGE, false);
        address
    }

    pub fn write_secret(&mut self, address: usize, bytes: &[u8]) {
        self.memory[address..][..bytes.len()].copy_from_slice(bytes);
        self.marks[address..][..bytes.len()].fill(true);
    }

    pub fn read(&self, address: usize, length: usize) -> &[u8] {
        &self.memory[address..][..length]
    }

    /// Tells whether all these bytes depend on the secret.
    pub fn is_secret(&self, address: usize, length: usize) -> bool {
        self.marks[address..][..length].iter().all(|&mark| mark)
    }

    /// Returns the functions with so many parameters and results.
    pub fn functions(&self, parameters: usize, results: usize) -> Vec<usize> {
        let fits = |function: &Function| (function.arity.parameters, function.arity.results) == (parameters, results);
        (0..self.functions.len()).filter(|&index| fits(&self.functions[index])).collect()
    }

    /// Returns the function that the module exports under a name.
    pub fn exported(&self, name: &str) -> usize {
        self.exports[name]
    }

    /// Calls a function with numbers that anybody may know.
    pub fn run(&mut self, function: usize, arguments: &[usize]) {
        let arguments = arguments.iter().map(|&argument| Value::public(argument as u64));
        self.call(function, arguments.collect());
    }

    fn call(&mut self, function: usize, arguments: Vec<Value>) -> Vec<Value> {
        let Function { arity, locals: more, .. } = self.functions[function];
        assert_eq!(arguments.len(), arity.parameters);
        let mut locals = arguments;
        locals.resize(arity.parameters + more, Value::default());
        let mut stack: Vec<Value> = Vec::new();
        let end = self.functions[function].operators.len() - 1;
        let mut labels = vec![Label { target: end, height: 0, arity: arity.results }];
        let mut at = 0;
        loop {
            let operator = self.functions[function].operators[at].clone();
            self.steps += 1;
            assert!(self.steps <= self.limit, "too many instructions");
            let mut decide = |value: Value| {
                if value.secret {
                    self.findings.insert(format!("function {function} @ {at}: {operator:?}"));
                }
                value.bits
            };
            let mut branch = None;
            match &operator {
                Operator::Nop => {}
                Operator::Unreachable => panic!("unreachable in function {function}"),
                Operator::Drop => {
                    stack.pop().unwrap();
                }
                Operator::Select => {
                    let condition = decide(stack.pop().unwrap());
                    let other = stack.pop().unwrap();
                    if condition as u32 == 0 {
                        *stack.last_mut().unwrap() = other;
                    }
                }
                Operator::LocalGet { local_index } => stack.push(locals[*local_index as usize]),
                Operator::LocalSet { local_index } => locals[*local_index as usize] = stack.pop().unwrap(),
                Operator::LocalTee { local_index } => locals[*local_index as usize] = *stack.last().unwrap(),
                Operator::GlobalGet { global_index } => stack.push(self.globals[*global_index as usize]),
                Operator::GlobalSet { global_index } => self.globals[*global_index as usize] = stack.pop().unwrap(),
                Operator::Block { blockty } | Operator::Loop { blockty } | Operator::If { blockty } => {
                    let block = arity_of(*blockty, &self.types);
                    let (other, end) = self.functions[function].ends[&at];
                    let is_if = matches!(operator, Operator::If { .. });
                    let taken = !is_if || decide(stack.pop().unwrap()) as u32 != 0;
                    let is_loop = matches!(operator, Operator::Loop { .. });
                    let (target, arity) = if is_loop { (at, block.parameters) } else { (end, block.results) };
                    labels.push(Label { target, height: stack.len() - block.parameters, arity });
                    if !taken {
                        // To the operator before the one after `else`, or before `end`.
                        at = other.unwrap_or(end - 1);
                    }
                }
                Operator::Else => branch = Some(0),
                Operator::End => {
                    labels.pop();
                    if labels.is_empty() {
                        return stack.split_off(stack.len() - arity.results);
                    }
                }
                Operator::Br { relative_depth } => branch = Some(*relative_depth),
                Operator::BrIf { relative_depth } => {
                    if decide(stack.pop().unwrap()) as u32 != 0 {
                        branch = Some(*relative_depth);
                    }
                }
                Operator::BrTable { targets } => {
                    let index = decide(stack.pop().unwrap()) as usize;
                    branch = Some(targets.targets().nth(index).map_or(targets.default(), |target| target.unwrap()));
                }
                Operator::Return => branch = Some(labels.len() as u32 - 1),
                Operator::Call { function_index } => {
                    let Arity { parameters, .. } = self.functions[*function_index as usize].arity;
                    let arguments = stack.split_off(stack.len() - parameters);
                    stack.extend(self.call(*function_index as usize, arguments));
                }
                Operator::MemoryCopy { .. } => {
                    let [to, from, length] = pop(&mut stack).map(|value| decide(value) as u32 as usize);
                    self.memory.copy_within(from..from + length, to);
                    self.marks.copy_within(from..from + length, to);
                }
                Operator::MemoryFill { .. } => {
                    let [to, byte, length] = pop(&mut stack);
                    let (to, length) = (decide(to) as u32 as usize, decide(length) as u32 as usize);
                    self.memory[to..to + length].fill(byte.bits as u8);
                    self.marks[to..to + length].fill(byte.secret);
                }
                _ => {
                    if let Some((memarg, width, signed_to)) = load(&operator) {
                        let address = address(decide(stack.pop().unwrap()), memarg);
                        let bytes = &self.memory[address..address + width];
                        let secret = self.marks[address..address + width].iter().any(|&mark| mark);
                        stack.push(Value { bits: extended(bytes, signed_to), secret });
                    } else if let Some((memarg, width)) = store(&operator) {
                        let [base, value] = pop(&mut stack);
                        let address = address(decide(base), memarg);
                        self.memory[address..address + width].copy_from_slice(&value.bits.to_le_bytes()[..width]);
                        self.marks[address..address + width].fill(value.secret);
                    } else if let Some(bits) = constant(&operator) {
                        stack.push(Value::public(bits));
                    } else if let Some(compute) = unary(&operator) {
                        let value = stack.last_mut().unwrap();
                        value.bits = compute(value.bits);
                    } else if let Some(compute) = binary(&operator) {
                        let [a, b] = pop(&mut stack);
                        if is_division(&operator) {
                            decide(a);
                            decide(b);
                        }
                        stack.push(Value { bits: compute(a.bits, b.bits), secret: a.secret || b.secret });
                    } else {
                        panic!("{operator:?} in function {function} is not known");
                    }
                }
            }
            if let Some(depth) = branch {
                labels.truncate(labels.len() - depth as usize);
                let Label { target, height, arity } = *labels.last().unwrap();
                stack.drain(height..stack.len() - arity);
                // `loop` and `end` of a block are run again: the one opens the label anew, the other closes it.
                if matches!(self.functions[function].operators[target], Operator::Loop { .. }) {
                    labels.pop();
                }
                at = target;
            } else {
                at += 1;
            }
        }
    }
}

fn arity_of(block: BlockType, types: &[Arity]) -> Arity {
    match block {
        BlockType::Empty => Arity { parameters: 0, results: 0 },
        BlockType::Type(_) => Arity { parameters: 0, results: 1 },
        BlockType::FuncType(index) => types[index as usize],
    }
}

/// Returns the value of the one constant that an initial value is.
fn value_of(expression: &ConstExpr) -> u64 {
    constant(&expression.get_operators_reader().read().unwrap()).unwrap()
}

/// Returns the topmost values, the last one last.
fn pop<const N: usize>(stack: &mut Vec<Value>) -> [Value; N] {
    stack.split_off(stack.len() - N).try_into().unwrap()
}
