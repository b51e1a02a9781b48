/* Runs "{{cookiecutter.module_name}}" with the system's Python library, apart from whatever the
   person or their environment has added to Python. Finds the rest beside itself, wherever it was
   unpacked. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <libgen.h>
#include <limits.h>
#include <unistd.h>

#define LIB "/{{cookiecutter.lib}}/{{cookiecutter.app_name}}/"
#define PYTHON L"/usr/{{cookiecutter.lib}}/python{{cookiecutter.python_version|py_tag}}"

static void need(PyStatus status) {
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
}

static void look_in(PyConfig *config, const char *root, const char *folder) {
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s" LIB "%s", root, folder) >= (int)sizeof path)
        need(PyStatus_Error("it lies too deep in folders"));
    wchar_t *wide = Py_DecodeLocale(path, NULL);
    if (!wide) need(PyStatus_NoMemory());
    need(PyWideStringList_Append(&config->module_search_paths, wide));
    PyMem_RawFree(wide);
}

int main(int argc, char **argv) {
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0) need(PyStatus_Error("/proc is not mounted"));
    self[length] = 0;

    PyPreConfig before;
    PyConfig config;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    before.configure_locale = 1;
    need(Py_PreInitialize(&before));
    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.write_bytecode = 0;
    config.install_signal_handlers = 1;
    config.parse_argv = 0;
    need(PyConfig_SetBytesString(&config, &config.executable, self));
    need(PyConfig_SetString(&config, &config.run_module, L"{{cookiecutter.module_name}}"));
    need(PyConfig_SetBytesArgv(&config, argc, argv));

    const char *root = dirname(dirname(self));
    config.module_search_paths_set = 1;
    need(PyWideStringList_Append(&config.module_search_paths, PYTHON));
    need(PyWideStringList_Append(&config.module_search_paths, PYTHON L"/lib-dynload"));
    look_in(&config, root, "app");
    look_in(&config, root, "app_packages");
    need(Py_InitializeFromConfig(&config));
    PyConfig_Clear(&config);
    return Py_RunMain();
}
