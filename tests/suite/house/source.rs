//! Every file of the library as the compiler sees it: its module, and what its `use` lines and paths lead to.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Item, UseTree};

/// The files of the library by their names from `src`, such as `model/codec.rs`.
pub static LIBRARY: LazyLock<BTreeMap<String, Source>> = LazyLock::new(|| library(ROOT));

/// The files of the page, alike.
pub static PAGE: LazyLock<BTreeMap<String, Source>> = LazyLock::new(|| library("web/src"));

const ROOT: &str = "src";

pub struct Source {
    pub text: String,
    /// The other files of the library that it uses.
    pub uses: BTreeSet<String>,
    /// The paths it uses that lead out of the library, such as `std::fs::read`.
    pub outside: BTreeSet<String>,
}

/// `crate::model::Level` as its parts.
type Segments = Vec<String>;

#[derive(Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    /// What a name stands for that was brought in by `use`.
    names: HashMap<String, Target>,
    /// Modules all of whose names were brought in.
    globs: Vec<Segments>,
}

#[derive(Clone)]
enum Target {
    Inside(Segments),
    Outside(Segments),
}

fn path(root: &str, name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(root).join(name)
}

/// A file of `src` without its unit tests.
pub fn parse(name: &str) -> (String, syn::File) {
    parse_in(ROOT, name)
}

/// A file below this folder without its unit tests.
pub fn parse_in(root: &str, name: &str) -> (String, syn::File) {
    let text = fs::read_to_string(path(root, name)).unwrap_or_else(|err| panic!("{root}/{name}: {err}"));
    let mut tree = syn::parse_file(&text).unwrap_or_else(|err| panic!("{root}/{name}: {err}"));
    WithoutTests.visit_file_mut(&mut tree);
    (text, tree)
}

struct WithoutTests;

impl VisitMut for WithoutTests {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        file.items.retain(|item| !is_test(item));
        visit_mut::visit_file_mut(self, file);
    }
}

fn is_test(item: &Item) -> bool {
    let Item::Mod(module) = item else { return false };
    let conditions = module.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let mut conditions = conditions.map(|attribute| attribute.meta.to_token_stream().to_string());
    conditions.any(|condition| condition.replace(' ', "") == "cfg(test)")
}

fn library(root: &str) -> BTreeMap<String, Source> {
    let (mut modules, mut files) = (HashMap::new(), HashMap::new());
    grow(root, Vec::new(), "lib.rs".to_owned(), &mut modules, &mut files);
    let paths: Vec<Segments> = modules.keys().cloned().collect();
    for path in &paths {
        for (name, segments) in uses(&files[&modules[path].file].1) {
            let target = locate(&modules, path, &segments);
            let module = modules.get_mut(path).expect("it was grown");
            match (name.as_str(), target) {
                ("*", Target::Inside(target)) => module.globs.push(target),
                ("*" | "_", _) => {}
                (name, target) => drop(module.names.insert(name.to_owned(), target)),
            }
        }
    }
    let mut sources = BTreeMap::new();
    for path in &paths {
        let name = &modules[path].file;
        let (text, tree) = files.remove(name).expect("each file is one module");
        let mut segments: Vec<Segments> = uses(&tree).into_iter().map(|(_, segments)| segments).collect();
        // A module that is only brought in is not yet used: the paths that begin with it are.
        segments.retain(|segments| !is_module(&modules, &locate(&modules, path, segments)));
        let mut tokens = TokenStream::new();
        tree.items.iter().filter(|item| !matches!(item, Item::Use(_))).for_each(|item| item.to_tokens(&mut tokens));
        written(tokens, &mut segments);
        let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
        for segments in segments {
            match locate(&modules, path, &segments) {
                Target::Inside(target) => match resolve(&modules, &target, 0) {
                    Some(Target::Outside(target)) => drop(outside.insert(target.join("::"))),
                    Some(Target::Inside(file)) => drop(inside.insert(file.concat())),
                    None => panic!("{root}/{name}: `{}` leads nowhere", segments.join("::")),
                },
                Target::Outside(target) => drop(outside.insert(target.join("::"))),
            }
        }
        inside.remove(name);
        sources.insert(name.clone(), Source { text, uses: inside, outside });
    }
    sources
}

/// Reads a module and those it declares.
fn grow(
    root: &str,
    path: Segments,
    file: String,
    modules: &mut HashMap<Segments, Module>,
    files: &mut HashMap<String, (String, syn::File)>,
) {
    let (text, tree) = parse_in(root, &file);
    let folder = match file.rsplit_once('/') {
        Some((folder, "mod.rs")) => format!("{folder}/"),
        None if file == "lib.rs" => String::new(),
        _ => format!("{}/", file.trim_end_matches(".rs")),
    };
    let mut module = Module { file: file.clone(), ..Module::default() };
    for item in &tree.items {
        if let Item::Mod(child) = item {
            assert!(child.content.is_none(), "{root}/{file} has a module within it");
            let name = child.ident.to_string();
            let flat = format!("{folder}{name}.rs");
            let place = if self::path(root, &flat).exists() { flat } else { format!("{folder}{name}/mod.rs") };
            let path = path.iter().cloned().chain([name]).collect();
            grow(root, path, place, modules, files);
        }
        module.items.extend(defined(item));
    }
    modules.insert(path, module);
    files.insert(file, (text, tree));
}

fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// Every name that `use` lines bring in, wherever they stand, with the path it is short for.
fn uses(tree: &syn::File) -> Vec<(String, Segments)> {
    struct Uses(Vec<(String, Segments)>);
    impl<'ast> Visit<'ast> for Uses {
        fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
            flatten(&item.tree, Vec::new(), &mut self.0);
        }
    }
    let mut all = Uses(Vec::new());
    visit::visit_file(&mut all, tree);
    all.0
}

fn flatten(tree: &UseTree, mut before: Segments, all: &mut Vec<(String, Segments)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, all);
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before.clone(), all)),
        UseTree::Glob(_) => all.push(("*".to_owned(), before)),
        UseTree::Name(name) if name.ident == "self" => {
            all.push((before.last().expect("a module").clone(), before));
        }
        UseTree::Name(name) => {
            before.push(name.ident.to_string());
            all.push((name.ident.to_string(), before));
        }
        UseTree::Rename(rename) => {
            if rename.ident != "self" {
                before.push(rename.ident.to_string());
            }
            all.push((rename.rename.to_string(), before));
        }
    }
}

/// Every path of at least two parts, also in what is handed to a macro.
fn written(tokens: TokenStream, all: &mut Vec<Segments>) {
    let (mut path, mut colons) = (Segments::new(), 0);
    let end = |path: &mut Segments, all: &mut Vec<Segments>| {
        let path = std::mem::take(path);
        if path.len() > 1 {
            all.push(path);
        }
    };
    for token in tokens {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
            TokenTree::Ident(name) => {
                if colons != 2 {
                    end(&mut path, all);
                }
                path.push(name.to_string());
                colons = 0;
            }
            token => {
                end(&mut path, all);
                colons = 0;
                if let TokenTree::Group(group) = token {
                    written(group.stream(), all);
                }
            }
        }
    }
    end(&mut path, all);
}

/// What a path means that is written in this module: a path from the root, or one out of the library.
fn locate(modules: &HashMap<Segments, Module>, here: &[String], segments: &[String]) -> Target {
    let from = |base: &[String], rest: &[String]| Target::Inside([base, rest].concat());
    let (first, rest) = segments.split_first().expect("a path has a part");
    match first.as_str() {
        "crate" => from(&[], rest),
        "self" => from(here, rest),
        "super" => {
            let mut base = here;
            let mut rest = segments;
            while rest.first().is_some_and(|part| part == "super") {
                base = base.split_last().expect("nothing stands above the root").1;
                rest = &rest[1..];
            }
            from(base, rest)
        }
        name => match modules[here].names.get(name) {
            _ if modules.contains_key(&[here, &segments[..1]].concat()) => from(here, segments),
            Some(Target::Inside(target)) => from(target, rest),
            Some(Target::Outside(target)) => Target::Outside([target, rest].concat()),
            None => Target::Outside(segments.to_vec()),
        },
    }
}

fn is_module(modules: &HashMap<Segments, Module>, target: &Target) -> bool {
    matches!(target, Target::Inside(path) if modules.contains_key(path) && !is_item(modules, path))
}

/// Whether the module above has something else of this name, as `pub use topic::topic` gives it.
fn is_item(modules: &HashMap<Segments, Module>, path: &[String]) -> bool {
    let Some((name, above)) = path.split_last() else { return false };
    modules.get(above).is_some_and(|module| module.items.contains(name) || module.names.contains_key(name))
}

/// The file in which a path from the root ends, through every name that only passes it on.
fn resolve(modules: &HashMap<Segments, Module>, path: &[String], depth: usize) -> Option<Target> {
    assert!(depth < 32, "`{}` goes in circles", path.join("::"));
    // The longest part that is a module, unless the last name is something in it.
    let longest = (0..=path.len())
        .rev()
        .find(|length| modules.contains_key(&path[..*length]) && !(*length == path.len() && is_item(modules, path)))?;
    let (module, rest) = (&modules[&path[..longest]], &path[longest..]);
    let here = || Some(Target::Inside(vec![module.file.clone()]));
    let Some((name, inner)) = rest.split_first() else { return here() };
    if module.items.contains(name) {
        return here();
    }
    match module.names.get(name) {
        Some(Target::Inside(target)) => resolve(modules, &[target, inner].concat(), depth + 1),
        Some(Target::Outside(target)) => Some(Target::Outside([target, inner].concat())),
        // What a macro makes stands where the macro is called.
        None => {
            let mut globs = module.globs.iter().map(|glob| [glob, rest].concat());
            globs.find_map(|path| resolve(modules, &path, depth + 1)).or_else(here)
        }
    }
}
