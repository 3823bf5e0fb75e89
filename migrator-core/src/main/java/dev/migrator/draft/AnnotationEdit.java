// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Changes the value of {@code downRevision} in the annotation of a revision, and not one character else. Where it stands
 * is known from the compiler's own syntax tree. Not thread-safe.
 */
final class AnnotationEdit {

    private static final String ID = "id";
    private static final String DOWN_REVISION = "downRevision";

    private final Path file;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Problem> problems = new ArrayList<>();

    /** Expects that there is a compiler. */
    AnnotationEdit(Path file, String text) throws IOException {
        this.file = file;
        this.text = text;
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(new Text(file, text)));
        this.unit = task.parse().iterator().next();
        this.positions = Trees.instance(task).getSourcePositions();
        diagnostics.getDiagnostics().stream()
                .filter(found -> found.getKind() == Diagnostic.Kind.ERROR)
                .map(error -> DraftIssue.doesNotParse(file, error.getLineNumber(), error.getMessage(Locale.ROOT)))
                .forEach(problems::add);
    }

    /** Gives the text with another parent in it. */
    Checked<String, Problem> apply(Rebase rebase) {
        List<AnnotationTree> found = annotations(rebase.revision());
        if (problems.isEmpty() && found.size() != 1) {
            problems.add(DraftIssue.noAnnotation(file, rebase.revision().id()));
        }
        if (!problems.isEmpty()) {
            return new Checked.Unsound<>(problems);
        }
        String value =
                rebase.onto().map(onto -> SourceText.literal(onto.value())).orElse("{}");
        return assignment(found.get(0), DOWN_REVISION)
                .map(present -> replaced(present.getExpression(), value, rebase.revision()))
                .orElseGet(() -> Checked.sound(added(found.get(0), value)));
    }

    private Checked<String, Problem> replaced(ExpressionTree present, String value, RevisionDescriptor revision) {
        List<String> compiled =
                revision.downRevisions().stream().map(RevisionId::value).toList();
        Optional<List<String>> written = literals(present).filter(literals -> !literals.equals(compiled));
        return written.<Checked<String, Problem>>map(
                        literals -> Checked.unsound(DraftIssue.notCompiled(file, revision.id(), literals, compiled)))
                .orElseGet(
                        () -> Checked.sound(text.substring(0, start(present)) + value + text.substring(end(present))));
    }

    /** Behind the id, on a line of its own where the id has one. */
    private String added(AnnotationTree annotation, String value) {
        AssignmentTree id = assignment(annotation, ID).orElseThrow();
        int start = start(id);
        int gap = start;
        while (Character.isWhitespace(text.charAt(gap - 1))) {
            gap--;
        }
        String space = text.substring(gap, start);
        return text.substring(0, end(id)) + "," + (space.isBlank() && space.contains("\n") ? space : " ")
                + DOWN_REVISION + " = " + value + text.substring(end(id));
    }

    /** Those that give the id, or else those of the class whose id is no literal. */
    private List<AnnotationTree> annotations(RevisionDescriptor revision) {
        List<AnnotationTree> byId = new ArrayList<>();
        List<AnnotationTree> byClass = new ArrayList<>();
        String simpleName = revision.className().replaceFirst(".*[.$]", "");
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                for (AnnotationTree annotation : type.getModifiers().getAnnotations()) {
                    Optional<AssignmentTree> id =
                            isRevision(annotation) ? assignment(annotation, ID) : Optional.empty();
                    Optional<List<String>> literal = id.flatMap(found -> literals(found.getExpression()));
                    if (literal.filter(List.of(revision.id().value())::equals).isPresent()) {
                        byId.add(annotation);
                    } else if (id.isPresent()
                            && literal.isEmpty()
                            && type.getSimpleName().contentEquals(simpleName)) {
                        byClass.add(annotation);
                    }
                }
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
        return byId.isEmpty() ? byClass : byId;
    }

    private static boolean isRevision(AnnotationTree annotation) {
        String type = annotation.getAnnotationType().toString();
        return type.equals("Revision") || type.endsWith(".Revision");
    }

    private static Optional<AssignmentTree> assignment(AnnotationTree annotation, String name) {
        return annotation.getArguments().stream()
                .filter(AssignmentTree.class::isInstance)
                .map(AssignmentTree.class::cast)
                .filter(argument -> argument.getVariable().toString().equals(name))
                .findFirst();
    }

    /** The texts of a literal or of a list of them; nothing where they are anything else, such as constants. */
    private static Optional<List<String>> literals(ExpressionTree value) {
        Stream<? extends Tree> elements =
                value instanceof NewArrayTree array ? array.getInitializers().stream() : Stream.of(value);
        List<String> texts = new ArrayList<>();
        for (Tree element : elements.toList()) {
            if (!(element instanceof LiteralTree literal)) {
                return Optional.empty();
            }
            texts.add(String.valueOf(literal.getValue()));
        }
        return Optional.of(texts);
    }

    private int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    /** A file as the compiler takes it, with the text that was read. */
    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(Path file, String text) {
            super(file.toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
