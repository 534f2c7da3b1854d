// Fills in a form as JavaRosa does inside ODK Collect: each person, a line, goes from question to question and answers
// those that are shown. Writes a line for each: the questions shown, and what the form worked out.
//
//   java -cp ODK_Validate.jar Walk.java form.xml < people > walked
//
// A line that begins with `=` is not walked: it is a form that was filled in before, and is opened again as a draft.
// All that is worked out is then worked out at once, many times as fast.
//
// A line of people is `id=answer` with tabs between; of what comes out, the questions, the level, the headline and
// the rules, with tabs between.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.xform.util.XFormUtils;

public class Walk {
    static Map<String, TreeElement> elements = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(args[0]));
        form.initialize(true, new InstanceInitializationFactory());
        collect(form.getMainInstance().getRoot());
        List<QuestionDef> questions = new ArrayList<>();
        asked(form, questions);
        BufferedReader people = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = people.readLine(); line != null; line = people.readLine()) {
            Map<String, String> person = new HashMap<>();
            for (String part : line.split("\t")) {
                int at = part.indexOf('=');
                if (at > 0) {
                    person.put(part.substring(0, at), part.substring(at + 1));
                }
            }
            List<String> shown = line.startsWith("=") ? open(form, questions, person) : walk(form, questions, person);
            out.println(told(shown));
        }
        out.flush();
    }

    static void collect(TreeElement element) {
        for (int at = 0; at < element.getNumChildren(); at++) {
            TreeElement child = element.getChildAt(at);
            elements.put(child.getName(), child);
            collect(child);
        }
    }

    static void asked(IFormElement element, List<QuestionDef> questions) {
        for (IFormElement child : element.getChildren()) {
            if (child instanceof QuestionDef) {
                questions.add((QuestionDef) child);
            } else if (child instanceof GroupDef) {
                asked(child, questions);
            }
        }
    }

    static List<String> walk(FormDef form, List<QuestionDef> questions, Map<String, String> person) {
        for (QuestionDef question : questions) {
            TreeReference place = (TreeReference) question.getBind().getReference();
            if (elements.get(place.getNameLast()).getValue() != null) {
                form.setValue(null, place, true);
            }
        }
        List<String> shown = new ArrayList<>();
        for (QuestionDef question : questions) {
            TreeReference place = (TreeReference) question.getBind().getReference();
            String name = place.getNameLast();
            if (name.startsWith("nw_") || !isShown(form.getMainInstance().resolveReference(place))) {
                continue;
            }
            shown.add(name);
            String answer = person.get(name);
            if (answer != null) {
                form.setValue(data(question, elements.get(name), answer), place, true);
            }
        }
        return shown;
    }

    static List<String> open(FormDef form, List<QuestionDef> questions, Map<String, String> person) {
        for (QuestionDef question : questions) {
            String name = ((TreeReference) question.getBind().getReference()).getNameLast();
            String answer = person.get(name);
            elements.get(name).setValue(answer == null ? null : data(question, elements.get(name), answer));
        }
        form.initialize(false, new InstanceInitializationFactory());
        List<String> shown = new ArrayList<>();
        for (QuestionDef question : questions) {
            TreeReference place = (TreeReference) question.getBind().getReference();
            if (!place.getNameLast().startsWith("nw_") && isShown(form.getMainInstance().resolveReference(place))) {
                shown.add(place.getNameLast());
            }
        }
        return shown;
    }

    static String told(List<String> shown) {
        StringBuilder rules = new StringBuilder();
        for (Map.Entry<String, TreeElement> entry : elements.entrySet()) {
            if (entry.getKey().startsWith("nw_rule_") && !said(entry.getKey()).equals("0")) {
                rules.append(' ').append(entry.getKey().substring(8)).append('=').append(said(entry.getKey()));
            }
        }
        return String.join(" ", shown) + "\t" + said("nw_level") + "\t" + said("nw_headline") + "\t" + rules.toString().trim();
    }

    static boolean isShown(TreeElement element) {
        for (TreeElement at = element; at != null; at = (TreeElement) at.getParent()) {
            if (!at.isRelevant()) {
                return false;
            }
        }
        return true;
    }

    static String said(String name) {
        IAnswerData value = elements.get(name).getValue();
        return value == null ? "" : value.getDisplayText();
    }

    static IAnswerData data(QuestionDef question, TreeElement element, String answer) {
        switch (question.getControlType()) {
            case Constants.CONTROL_SELECT_ONE:
                return new SelectOneData(new Selection(answer));
            case Constants.CONTROL_SELECT_MULTI:
                List<Selection> ticks = new ArrayList<>();
                for (String tick : answer.split(" ")) {
                    ticks.add(new Selection(tick));
                }
                return new MultipleItemsData(ticks);
            default:
                boolean whole = element.getDataType() == Constants.DATATYPE_INTEGER;
                return whole ? new IntegerData(Integer.parseInt(answer)) : new DecimalData(Double.parseDouble(answer));
        }
    }
}
