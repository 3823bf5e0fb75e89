// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.migration.Precondition;
import dev.migrator.migration.Preconditions;
import dev.migrator.revision.Precondition.Form;
import dev.migrator.revision.Precondition.Otherwise;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads what a class file says of preconditions, in the order in which they stand, which a scan of many does not keep. */
final class PreconditionReader extends ClassVisitor {

    private static final String ONE = Type.getDescriptor(Precondition.class);
    private static final String SEVERAL = Type.getDescriptor(Preconditions.class);

    private final List<DeclaredPreconditions.Said> found = new ArrayList<>();

    private PreconditionReader() {
        super(Opcodes.ASM9);
    }

    static List<DeclaredPreconditions.Said> read(byte[] classFile) {
        PreconditionReader reader = new PreconditionReader();
        new ClassReader(classFile)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reader.found;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (descriptor.equals(ONE)) {
            return new One();
        }
        return descriptor.equals(SEVERAL) ? new Several() : null;
    }

    /** One of them, inside or alone. */
    private final class One extends AnnotationVisitor {

        private final Map<Form, String> subjects = new EnumMap<>(Form.class);
        private String message = "";
        private Otherwise otherwise = Otherwise.HALT;

        One() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(String name, Object value) {
            Optional<Form> form = Stream.of(Form.values())
                    .filter(each -> each.label().equals(name))
                    .findFirst();
            form.ifPresentOrElse(each -> subjects.put(each, value.toString()), () -> message = value.toString());
        }

        @Override
        public void visitEnum(String name, String descriptor, String value) {
            otherwise = Otherwise.valueOf(value);
        }

        @Override
        public void visitEnd() {
            found.add(new DeclaredPreconditions.Said(subjects, message, otherwise));
        }
    }

    /** What the compiler puts round several. */
    private final class Several extends AnnotationVisitor {

        Several() {
            super(Opcodes.ASM9);
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
            return this;
        }

        @Override
        public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            return new One();
        }
    }
}
